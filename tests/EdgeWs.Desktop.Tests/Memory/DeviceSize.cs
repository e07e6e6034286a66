using System.Net.Sockets;
using System.Reflection;

namespace EdgeWs.Desktop.Tests.Memory
{
    /// <summary>What objects take of the heap of a 32-bit device: blocks of 12 bytes, one for the object and one for each field.</summary>
    internal static class DeviceSize
    {
        private const int Block = 12;
        private const int ArrayHeader = 20;
        private const int DelegateSize = 32;

        // The platform's own object, accepted; measured, as its desktop counterpart looks different.
        private const int AcceptedSocket = 120;

        /// <summary>The objects that can be reached from one, itself included, and from none of the others.</summary>
        public static IReadOnlyList<object> OwnedBy(object owner, params object[] others)
        {
            HashSet<object> shared = Reachable(others, except: owner);
            return Reachable([owner], except: null).Where(o => !shared.Contains(o)).ToList();
        }

        public static int Of(object o)
        {
            return Blocks(o switch
            {
                Socket => AcceptedSocket,
                Delegate => DelegateSize,
                string text => Block + System.Text.Encoding.UTF8.GetByteCount(text) + 1,
                byte[] bytes => ArrayHeader + bytes.Length,
                Array array when array.GetType().GetElementType().IsPrimitive =>
                    ArrayHeader + Buffer.ByteLength(array),
                Array array => ArrayHeader + (Block * array.Length),
                _ when o.GetType().IsValueType => Block * 2,
                _ => Block + (Block * Fields(o.GetType()).Count()),
            });
        }

        /// <summary>The instance fields of a class and of those that it derives from.</summary>
        public static IEnumerable<FieldInfo> Fields(Type type)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            return type == null ? [] : type.GetFields(Own).Concat(Fields(type.BaseType));
        }

        private static int Blocks(int size)
        {
            return (size + Block - 1) / Block * Block;
        }

        private static HashSet<object> Reachable(IEnumerable<object> roots, object except)
        {
            var found = new HashSet<object>(ReferenceEqualityComparer.Instance);
            var waiting = new Queue<object>(roots);
            while (waiting.TryDequeue(out object o))
            {
                if (o == null || o == except || IsConstant(o) || !found.Add(o))
                {
                    continue;
                }

                foreach (object next in References(o))
                {
                    waiting.Enqueue(next);
                }
            }

            return found;
        }

        private static IEnumerable<object> References(object o)
        {
            return o switch
            {
                Socket or string => [],
                Delegate d => d.GetInvocationList().Select(one => one.Target).Concat(
                    d.HasSingleTarget ? [] : d.GetInvocationList()),
                Array array when !array.GetType().GetElementType().IsValueType => array.Cast<object>(),
                Array => [],
                _ => Fields(o.GetType()).Where(field => !field.FieldType.IsValueType).Select(field => field.GetValue(o)),
            };
        }

        /// <summary>Constants are in flash.</summary>
        private static bool IsConstant(object o)
        {
            return o is string text && ReferenceEquals(text, string.IsInterned(text));
        }
    }
}
