using System;

namespace EdgeWs.Nano
{
    /// <summary>The Basic authentication of HTTP, RFC 7617.</summary>
    internal static class BasicCredentials
    {
        private const string Scheme = "Basic ";

        /// <summary>Makes the value of an Authorization field.</summary>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        /// <exception cref="ArgumentException">There is a colon in the name, which would end it.</exception>
        internal static string Create(string name, string password)
        {
            Check.NotNull(name);
            Check.NotNull(password);
            byte[] bytes = TextEncoding.Utf8.GetBytes(name);
            Check.Argument(Ascii.IndexOf(bytes, Ascii.Colon, 0, bytes.Length) == bytes.Length, Words.Credentials);
            return Scheme + Convert.ToBase64String(TextEncoding.Utf8.GetBytes(name + ":" + password));
        }

        /// <summary>The name that a request shows.</summary>
        /// <returns>The name; null where the request shows none, or one with control characters.</returns>
        internal static string NameIn(WsHeaders headers)
        {
            string shown = headers["Authorization"];
            if (!IsBasic(shown))
            {
                return null;
            }

            try
            {
                byte[] bytes = Convert.FromBase64String(shown.Substring(Scheme.Length));
                int colon = Ascii.IndexOf(bytes, Ascii.Colon, 0, bytes.Length);
                return colon == bytes.Length || !Ascii.IsFieldValue(bytes, 0, colon) ? null : Ascii.GetString(bytes, 0, colon);
            }
            catch (Exception)
            {
                // No base64.
                return null;
            }
        }

        /// <summary>Whether a request has these, in a time that does not tell where the difference is.</summary>
        internal static bool Match(WsHeaders headers, string name, string password)
        {
            byte[] wanted = TextEncoding.Utf8.GetBytes(Create(name, password));
            string shown = headers["Authorization"];
            if (!IsBasic(shown))
            {
                return false;
            }

            byte[] given = TextEncoding.Utf8.GetBytes(shown);
            int difference = wanted.Length ^ given.Length;
            for (int i = Scheme.Length; i < given.Length; i++)
            {
                difference |= given[i] ^ wanted[i % wanted.Length];
            }

            return difference == 0;
        }

        private static bool IsBasic(string value)
        {
            return value != null && value.Length > Scheme.Length && value.Substring(0, Scheme.Length).ToLower() == Scheme.ToLower();
        }
    }
}
