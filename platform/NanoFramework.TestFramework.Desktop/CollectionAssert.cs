using System.Collections;
using MSAssert = Microsoft.VisualStudio.TestTools.UnitTesting.Assert;
using MSCollectionAssert = Microsoft.VisualStudio.TestTools.UnitTesting.CollectionAssert;

namespace nanoFramework.TestFramework
{
    public sealed class CollectionAssert
    {
        private CollectionAssert()
        {
        }

        public static void AreEqual(ICollection expected, ICollection actual, string message = "")
        {
            MSCollectionAssert.AreEqual(expected, actual, message);
        }

        public static void AreNotEqual(ICollection notExpected, ICollection actual, string message = "")
        {
            MSCollectionAssert.AreNotEqual(notExpected, actual, message);
        }

        public static void Empty(ICollection collection, string message = "")
        {
            MSAssert.IsNotNull(collection, message);
            MSAssert.AreEqual(0, collection.Count, message);
        }

        public static void NotEmpty(ICollection collection, string message = "")
        {
            MSAssert.IsNotNull(collection, message);
            MSAssert.AreNotEqual(0, collection.Count, message);
        }
    }
}
