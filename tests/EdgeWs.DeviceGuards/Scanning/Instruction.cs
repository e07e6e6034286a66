using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace EdgeWs.DeviceGuards.Scanning
{
    /// <summary>An IL instruction: where it is, what it does, and its token or number of switch targets, if any.</summary>
    internal readonly record struct Instruction(int Offset, OpCode OpCode, int Operand)
    {
        private const byte TwoBytePrefix = 0xFE;

        private static readonly Dictionary<ushort, OpCode> s_opCodes = typeof(OpCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (OpCode)field.GetValue(null)!)
            .ToDictionary(code => (ushort)code.Value);

        public static IEnumerable<Instruction> Read(MethodBodyBlock body)
        {
            var instructions = new List<Instruction>();
            BlobReader il = body.GetILReader();
            while (il.RemainingBytes > 0)
            {
                int offset = il.Offset;
                ushort code = il.ReadByte();
                if (code == TwoBytePrefix)
                {
                    code = (ushort)((code << 8) | il.ReadByte());
                }

                OpCode opCode = s_opCodes[code];
                instructions.Add(new Instruction(offset, opCode, ReadOperand(ref il, opCode)));
            }

            return instructions;
        }

        private static int ReadOperand(ref BlobReader il, OpCode opCode)
        {
            switch (opCode.OperandType)
            {
                case OperandType.InlineNone:
                    return 0;
                case OperandType.ShortInlineBrTarget:
                case OperandType.ShortInlineI:
                case OperandType.ShortInlineVar:
                    return il.ReadByte();
                case OperandType.InlineVar:
                    return il.ReadUInt16();
                case OperandType.InlineI8:
                case OperandType.InlineR:
                    il.ReadInt64();
                    return 0;
                case OperandType.InlineSwitch:
                    int targets = il.ReadInt32();
                    il.Offset += targets * sizeof(int);
                    return targets;
                default:
                    return il.ReadInt32();
            }
        }
    }
}
