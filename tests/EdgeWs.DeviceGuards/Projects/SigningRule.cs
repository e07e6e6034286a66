using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace EdgeWs.DeviceGuards.Projects
{
    /// <summary>
    /// A library that is shipped is signed, and its friends are named with the repository's key: without one, whoever calls an
    /// assembly so would see what is internal, and everybody's unit tests are called NFUnitTest.
    /// </summary>
    internal static partial class SigningRule
    {
        public const string KeyName = "key.snk";

        public static IEnumerable<string> Check(DeviceRepository repository)
        {
            string key = Path.Combine(repository.Root, KeyName);
            return File.Exists(key)
                ? repository.Projects()
                    .Where(project => Directory.GetFiles(project.Folder, "*.nuspec").Length > 0)
                    .SelectMany(project => CheckKey(project, key).Concat(CheckFriends(project, PublicKeyOf(key))))
                : [$"there is no {key}"];
        }

        private static IEnumerable<string> CheckKey(NfprojFile project, string key)
        {
            foreach (string configuration in new[] { "Debug", "Release" })
            {
                ProjectProperties properties = project.Properties(configuration);
                string named = WindowsPath.Resolve(project.Folder, properties["AssemblyOriginatorKeyFile"]);
                if (properties["SignAssembly"] != "true" || named != key)
                {
                    yield return $"{project.FullPath}: is not signed with {KeyName} in {configuration}";
                }
            }
        }

        private static IEnumerable<string> CheckFriends(NfprojFile project, string publicKey)
        {
            return
                from item in project.Compile
                where File.Exists(item.FullPath)
                from friend in Friend().Matches(File.ReadAllText(item.FullPath)).Select(match => match.Groups["name"].Value)
                where !friend.EndsWith(", PublicKey=" + publicKey, StringComparison.Ordinal)
                select $"{item.FullPath}: the friend {friend.Split(',')[0]} is not named with the public key of {KeyName}: {publicKey}";
        }

        /// <summary>The public key in the form that attributes have it: three numbers, and what CAPI makes of an RSA key.</summary>
        private static string PublicKeyOf(string path)
        {
            using var rsa = new RSACryptoServiceProvider();
            rsa.ImportCspBlob(File.ReadAllBytes(path));
            byte[] blob = rsa.ExportCspBlob(includePrivateParameters: false);
            const int SignAlgorithm = 0x2400;
            const int HashAlgorithm = 0x8004;
            BitConverter.TryWriteBytes(blob.AsSpan(4), SignAlgorithm);
            byte[] key = [.. BitConverter.GetBytes(SignAlgorithm), .. BitConverter.GetBytes(HashAlgorithm), .. BitConverter.GetBytes(blob.Length), .. blob];
            return Convert.ToHexStringLower(key);
        }

        [GeneratedRegex(@"InternalsVisibleTo(Attribute)?\(\s*""(?<name>[^""]*)""")]
        private static partial Regex Friend();
    }
}
