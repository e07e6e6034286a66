namespace EdgeWs.Nano.Tests
{
    /// <summary>
    /// The cases of the public Autobahn suite, sections 1 to 7, that a device has the memory for. Those that differ only in how the
    /// bytes are cut are here once.
    /// </summary>
    /// <remarks>
    /// A line is what is sent, a bar, and what must come back, frame by frame. A frame is its first byte in hexadecimal digits,
    /// without length and masking, then its payload: hexadecimal digits, and behind these text (after <c>'</c>, with _ for a space)
    /// or a number of equal bytes (after <c>*</c> of 2A, after <c>~</c> of FE). Methods, because kept arrays would fill a device's heap.
    /// </remarks>
    internal static class SuiteCases
    {
        /// <summary>Section 1, the forms of the length: frames that come back as they are.</summary>
        internal static string[] Lengths() => "81 81*125 81*126 81*127 81*128 82 82~125 82~126 82~127 82~128".Split(' ');

        /// <summary>Section 2.</summary>
        internal static string[] Pings()
        {
            return new[]
            {
                "89 8803E8|8A 8803E8",
                "89'Hello,_world! 8803E8|8A'Hello,_world! 8803E8",
                "8900FFFEFDFCFB00FF 8803E8|8A00FFFEFDFCFB00FF 8803E8",
                "89~125 8803E8|8A~125 8803E8",
                "89~126|8803EA",
                "8A 8803E8|8803E8",
                "8A'unsolicited_pong_payload 8803E8|8803E8",
                "8A'unsolicited_pong_payload 89'ping_payload 8803E8|8A'ping_payload 8803E8",
                "89'payload-0 89'payload-1 89'payload-2 89'payload-3 89'payload-4 89'payload-5 89'payload-6 89'payload-7 "
                    + "89'payload-8 89'payload-9 8803E8|8A'payload-0 8A'payload-1 8A'payload-2 8A'payload-3 8A'payload-4 "
                    + "8A'payload-5 8A'payload-6 8A'payload-7 8A'payload-8 8A'payload-9 8803E8",
            };
        }

        /// <summary>Section 3.</summary>
        internal static string[] ReservedBits()
        {
            return new[]
            {
                "91'Hello,_world!|8803EA",
                "81'Hello,_world! A1'Hello,_world! 89|81'Hello,_world! 8803EA",
                "81'Hello,_world! B1'Hello,_world! 89|81'Hello,_world! 8803EA",
                "81'Hello,_world! C1'Hello,_world! 89|81'Hello,_world! 8803EA",
                "D200FFFEFDFCFB00FF|8803EA",
                "E2'Hello,_world!|8803EA",
                "F8|8803EA",
            };
        }

        /// <summary>Section 4.</summary>
        internal static string[] ReservedOpcodes()
        {
            return new[]
            {
                "83|8803EA",
                "84'reserved_opcode_payload|8803EA",
                "81'Hello,_world! 85 89|81'Hello,_world! 8803EA",
                "81'Hello,_world! 86'Hello,_world! 89|81'Hello,_world! 8803EA",
                "81'Hello,_world! 87'Hello,_world! 89|81'Hello,_world! 8803EA",
                "8B|8803EA",
                "8C'reserved_opcode_payload|8803EA",
                "81'Hello,_world! 8D 89|81'Hello,_world! 8803EA",
                "81'Hello,_world! 8E'Hello,_world! 89|81'Hello,_world! 8803EA",
                "81'Hello,_world! 8F'Hello,_world! 89|81'Hello,_world! 8803EA",
            };
        }

        /// <summary>Section 5.</summary>
        internal static string[] Fragments()
        {
            return new[]
            {
                "09'fragment1 80'fragment2|8803EA",
                "0A'fragment1 80'fragment2|8803EA",
                "01'fragment1 80'fragment2 8803E8|81'fragment1fragment2 8803E8",
                "01'fragment1 89'ping_payload 80'fragment2 8803E8|8A'ping_payload 81'fragment1fragment2 8803E8",
                "80'non-continuation_payload 81'Hello,_world!|8803EA",
                "00'non-continuation_payload 81'Hello,_world!|8803EA",
                "01'fragment1 80'fragment2 00'fragment3 81'fragment4|81'fragment1fragment2 8803EA",
                "00'fragment1 01'fragment2 80'fragment3 00'fragment1 01'fragment2 80'fragment3|8803EA",
                "80'fragment1 01'fragment2 80'fragment3 80'fragment1 01'fragment2 80'fragment3|8803EA",
                "01'fragment1 81'fragment2|8803EA",
                "01'fragment1 00'fragment2 89'pongme_1! 00'fragment3 00'fragment4 89'pongme_2! 80'fragment5 8803E8|"
                    + "8A'pongme_1! 8A'pongme_2! 81'fragment1fragment2fragment3fragment4fragment5 8803E8",
            };
        }

        /// <summary>Sections 6.1 to 6.4, as far as frames are whole.</summary>
        internal static string[] FragmentedText()
        {
            return new[]
            {
                "01 00 80 8803E8|81 8803E8",
                "01 00'middle_frame_payload 80 8803E8|81'middle_frame_payload 8803E8",
                "0148656C6C6F2DC2B540C39FC3B6C3A4 80C3BCC3A0C3A12D5554462D382121 8803E8|"
                    + "8148656C6C6F2DC2B540C39FC3B6C3A4C3BCC3A0C3A12D5554462D382121 8803E8",
                "01'H 00'e 00'l 00'l 00'o 00'- 00C2 00B5 00'@ 00C3 009F 00C3 00B6 00C3 00A4 00C3 00BC 00C3 00A0 00C3 00A1 "
                    + "00'- 00'U 00'T 00'F 00'- 00'8 00'! 80'! 8803E8|"
                    + "8148656C6C6F2DC2B540C39FC3B6C3A4C3BCC3A0C3A12D5554462D382121 8803E8",
                "01CE 00BA 00E1 00BD 00B9 00CF 0083 00CE 00BC 00CE 80B5 8803E8|81CEBAE1BDB9CF83CEBCCEB5 8803E8",
                "01CE 00BA 00E1 00BD 00B9 00CF 0083 00CE 00BC 00CE 00B5 00ED 00A0 0080 00'e 00'd 00'i 00't 00'e 80'd|8803EF",
                "01CEBAE1BDB9CF83CEBCCEB5 00F4908080 80'edited|8803EF",
                "01CEBAE1BDB9CF83CEBCCEB5F4 0090 808080656469746564|8803EF",
            };
        }

        /// <summary>Section 7: what comes around a close frame.</summary>
        internal static string[] Closes()
        {
            return new[]
            {
                "81'Hello_World! 8803E8|81'Hello_World! 8803E8",
                "8803E8 88|8803E8",
                "8803E8 89|8803E8",
                "8803E8 81'Hello_World!|8803E8",
                "01'fragment1 8803E8 80'fragment2|8803E8",
                "8803E8'Hello_World!|8803E8",
                "8803E8*123|8803E8",
                "8803E8CEBAE1BDB9CF83CEBCCEB5EDA080656469746564|8803EF",
            };
        }

        /// <summary>Section 7: close frames that come back as they are.</summary>
        internal static string[] ValidCloses() =>
            "88 8803E8 8803E9 8803EA 8803EB 8803EF 8803F0 8803F1 8803F2 8803F3 880BB8 880F9F 880FA0 881387".Split(' ');

        /// <summary>Section 7: close frames that are answered with 1002.</summary>
        internal static string[] InvalidCloses() =>
            "88'a 8803E8*124 880000 8803E7 8803EC 8803ED 8803EE 8803F8 88044C 8807D0 880BB7 881388 88FFFF".Split(' ');

        /// <summary>Sections 6.2 to 6.23: text that is UTF-8.</summary>
        internal static string[] ValidText()
        {
            return (
                "48656C6C6F2DC2B540C39FC3B6C3A4C3BCC3A0C3A12D5554462D382121 68656C6C6F24776F726C64 68656C6C6FC2A2776F726C64 "
                + "68656C6C6FE282AC776F726C64 68656C6C6FF0A4ADA2776F726C64 CEBAE1BDB9CF83CEBCCEB5 CEBA CEBAE1BDB9 CEBAE1BDB9CF83 "
                + "CEBAE1BDB9CF83CEBC 00 C280 E0A080 F0908080 7F DFBF EFBFBF F48FBFBF ED9FBF EE8080 EFBFBD EFBFBE F09FBFBE F09FBFBF "
                + "F0AFBFBE F0AFBFBF F0BFBFBE F0BFBFBF F18FBFBE F18FBFBF F19FBFBE F19FBFBF F1AFBFBE F1AFBFBF F1BFBFBE F1BFBFBF "
                + "F28FBFBE F28FBFBF F29FBFBE F29FBFBF F2AFBFBE F2AFBFBF F2BFBFBE F2BFBFBF F38FBFBE F38FBFBF F39FBFBE F39FBFBF "
                + "F3AFBFBE F3AFBFBF F3BFBFBE F3BFBFBF F48FBFBE EFBFB9 EFBFBA EFBFBB EFBFBC").Split(' ');
        }

        /// <summary>Sections 6.3 to 6.21: text that is not.</summary>
        internal static string[] InvalidText()
        {
            return (
                "CEBAE1BDB9CF83CEBCCEB5EDA080656469746564 CE CEBAE1 CEBAE1BD CEBAE1BDB9CF CEBAE1BDB9CF83CE CEBAE1BDB9CF83CEBCCE "
                + "F888808080 FC8480808080 F7BFBFBF FBBFBFBFBF FDBFBFBFBFBF F4908080 80 BF 80BF 80BF80 80BF80BF 80BF80BF80 "
                + "80BF80BF80BF "
                + "808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBE "
                + "C020C120C220C320C420C520C620C720C820C920CA20CB20CC20CD20CE20CF20D020D120D220D320D420D520D620D720D820D920DA20DB20DC20DD20DE20 "
                + "E020E120E220E320E420E520E620E720E820E920EA20EB20EC20ED20EE20 F020F120F220F320F420F520F620 F820F920FA20 FC20 C0 "
                + "E080 F08080 F8808080 FC80808080 DF EFBF F7BFBF FBBFBFBF FDBFBFBFBF "
                + "C0E080F08080F8808080FC80808080DFEFBFF7BFBFFBBFBFBFFDBFBFBFBF FE FF FEFEFFFF C0AF E080AF F08080AF F8808080AF "
                + "FC80808080AF C1BF E09FBF F08FBFBF F887BFBFBF FC83BFBFBFBF C080 E08080 F0808080 F880808080 FC8080808080 EDA080 "
                + "EDADBF EDAE80 EDAFBF EDB080 EDBE80 EDBFBF EDA080EDB080 EDA080EDBFBF EDADBFEDB080 EDADBFEDBFBF EDAE80EDB080 "
                + "EDAE80EDBFBF EDAFBFEDB080 EDAFBFEDBFBF").Split(' ');
        }
    }
}
