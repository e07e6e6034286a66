using System;

namespace EdgeWs.Conformance.Cases
{
    /// <summary>Opcodes of RFC 6455 section 5.2 and their names in the list of cases.</summary>
    internal static class Opcodes
    {
        internal const int Continuation = 0;
        internal const int Text = 1;
        internal const int Binary = 2;
        internal const int Close = 8;
        internal const int Ping = 9;
        internal const int Pong = 10;

        internal static int Parse(string name)
        {
            return name switch
            {
                "CONT" => Continuation,
                "TEXT" => Text,
                "BIN" => Binary,
                "CLOSE" => Close,
                "PING" => Ping,
                "PONG" => Pong,
                _ => throw new FormatException("no opcode: " + name),
            };
        }

        internal static string Name(int opcode)
        {
            return opcode switch
            {
                Continuation => "CONT",
                Text => "TEXT",
                Binary => "BIN",
                Close => "CLOSE",
                Ping => "PING",
                Pong => "PONG",
                _ => "opcode " + opcode,
            };
        }
    }
}
