using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>Reads a frame that the list describes octet group by octet group, with pauses between them.</summary>
    internal sealed class OctetsParser
    {
        private static readonly Regex s_header = new Regex("^one frame header with length ([0-9]+)$");
        private static readonly Regex s_octets = new Regex("^octets (" + Notation.Payload + ") of it$");

        private readonly MemoryStream _payload = new MemoryStream();
        private readonly List<int> _pauses = new List<int>();
        private int _length = -1;

        internal static OctetsParser TryBegin(string text)
        {
            return text == "begin TEXT message" ? new OctetsParser() : null;
        }

        /// <summary>Takes the next part.</summary>
        /// <returns>The frame when this was its end, else null.</returns>
        internal FrameStep Add(string text)
        {
            Match header = s_header.Match(text);
            Match octets = s_octets.Match(text);
            if (header.Success && _length < 0)
            {
                _length = Notation.ParseNumber(header.Groups[1].Value);
            }
            else if (octets.Success && _length >= 0)
            {
                _payload.Write(Notation.ParsePayload(octets.Groups[1].Value));
            }
            else if (text == "wait 1 s" && _length >= 0)
            {
                _pauses.Add((int)_payload.Length);
            }
            else if (text == "end" && _payload.Length == _length)
            {
                return new FrameStep { Opcode = Opcodes.Text, Payload = _payload.ToArray(), PausesAt = _pauses.ToArray() };
            }
            else
            {
                throw new FormatException("not understood inside a message: " + text);
            }

            return null;
        }
    }
}
