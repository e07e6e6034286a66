using System.Text.RegularExpressions;
using EdgeWs.DeviceGuards.Building;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeWs.DeviceGuards.Documents
{
    /// <summary>
    /// A C# block of a document as a library for the device. A block holds a namespace, which makes it complete, or types, or members of a
    /// class, or the statements of a method; what it does not declare itself is among the <see cref="Surroundings"/>.
    /// </summary>
    internal static partial class BlockCompilation
    {
        public static CSharpCompilation Of(string code)
        {
            string body = Using().Replace(code, "").Trim();
            string source = body.StartsWith("namespace ", StringComparison.Ordinal) ? code
                : Surroundings.Usings + "\n" + (Types().IsMatch(body) ? body
                    : $"public class Block : {nameof(Surroundings)} {{ {(Members().IsMatch(body) ? body : $"public void Run() {{\n{body}\n}}")} }}");
            return DeviceCompilation.OfSources([source, $"{Surroundings.Usings}\n{Surroundings.Code}"], DeviceCompilation.Libraries);
        }

        [GeneratedRegex("^using .*;\n", RegexOptions.Multiline)]
        private static partial Regex Using();

        [GeneratedRegex(@"\A(?:///.*\n)*(?:(?:public|internal|static|sealed|abstract) )*(?:class|interface|struct|enum|delegate) ")]
        private static partial Regex Types();

        [GeneratedRegex(@"\A(?:///.*\n)*(?:public|internal|private|protected) ")]
        private static partial Regex Members();
    }
}
