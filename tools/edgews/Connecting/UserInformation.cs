using System;
using System.Net;
using System.Text;

namespace EdgeWs.Cli
{
    /// <summary>What may stand before the host of a URL: <c>NAME:PASSWORD@</c>, with escapes as everywhere in a URL.</summary>
    internal static class UserInformation
    {
        /// <summary>Takes it out of a URL, which is not to be shown with it.</summary>
        /// <param name="url">With it or without; afterwards without.</param>
        /// <returns>Null for none.</returns>
        /// <exception cref="CliException">No header field can carry it.</exception>
        internal static NetworkCredential Take(ref Uri url)
        {
            if (url.UserInfo.Length == 0)
            {
                return null;
            }

            string[] parts = url.UserInfo.Split(':', 2);
            string name = Uri.UnescapeDataString(parts[0]);
            string password = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : string.Empty;
            url = new UriBuilder(url) { UserName = string.Empty, Password = string.Empty }.Uri;

            // RFC 7617 section 2.
            return name.Contains(':', StringComparison.Ordinal)
                ? throw new CliException(ExitCode.Usage, $"A name with a colon (%3A) cannot be sent to {url.Authority}.")
                : new NetworkCredential(name, password);
        }

        /// <summary>What may be shown of a text that is not even a URL.</summary>
        internal static string Hide(string text)
        {
            return text[(text.LastIndexOf('@') + 1)..];
        }

        /// <summary>The value of Authorization, RFC 7617.</summary>
        internal static string ToBasic(NetworkCredential credential)
        {
            return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credential.UserName + ":" + credential.Password));
        }
    }
}
