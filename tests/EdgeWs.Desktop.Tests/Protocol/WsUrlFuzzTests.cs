using System;
using EdgeWs.Nano;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeWs.Desktop.Tests.Protocol
{
    /// <summary>Any text is a valid URL or an ArgumentException, nothing else.</summary>
    [TestClass]
    public class WsUrlFuzzTests
    {
        public TestContext TestContext { get; set; }

        [TestMethod]
        public void RandomTextOfTheCharactersThatMatter()
        {
            const string Characters = "ws:/[]?#@.-a1%: 0é\0w5/:/";
            const int Count = 100000;
            var random = new Random(2);
            int valid = 0;
            for (int i = 0; i < Count; i++)
            {
                string url = (i % 2 == 0 ? string.Empty : "ws://") + string.Create(random.Next(14), random, (chars, r) =>
                {
                    for (int k = 0; k < chars.Length; k++)
                    {
                        chars[k] = Characters[r.Next(Characters.Length)];
                    }
                });
                if (!TryParse(url, out WsUrl parsed))
                {
                    continue;
                }

                valid++;
                Assert.StartsWith("/", parsed.PathAndQuery, url);
                Assert.IsInRange(1, 65535, parsed.Port, url);
                Assert.AreNotEqual(string.Empty, parsed.Host, url);
            }

            TestContext.WriteLine("{0} of {1} were valid", valid, Count);
            Assert.IsGreaterThan(1000, valid, "The generator is no good.");
        }

        [TestMethod]
        public void NoCultureChangesTheScheme()
        {
            Cultures.InEach(culture =>
            {
                WsUrl url = WsUrl.Parse("WSS://INFO:8080/");
                Assert.IsTrue(url.IsSecure, culture);
                Assert.AreEqual(8080, url.Port, culture);
            });
        }

        /// <summary>As Parse, which must throw nothing but what it is documented to.</summary>
        private static bool TryParse(string url, out WsUrl parsed)
        {
            try
            {
                parsed = WsUrl.Parse(url);
                return true;
            }
            catch (ArgumentException e) when (e.GetType() == typeof(ArgumentException))
            {
                parsed = null;
                return false;
            }
            catch (Exception e)
            {
                throw new AssertFailedException(url, e);
            }
        }
    }
}
