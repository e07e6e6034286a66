using UartBridge;

namespace EdgeWs.Interop.Tests.Samples
{
    /// <summary>The UART bridge never thinks that the FIFO is emptier than the line can have made it.</summary>
    [TestClass]
    public class FifoRoomTests
    {
        private const int BytesPerSecond = 11520;

        private readonly FifoRoom _room = new FifoRoom(10 * BytesPerSecond);

        [TestMethod]
        public void TimeBeforeAWriteMakesNoRoomAfterIt()
        {
            Assert.AreEqual(FifoRoom.Size, _room.Count());

            // As when a collection or another thread comes between: the line has nothing to carry meanwhile.
            long begin = Environment.TickCount64;
            Patience.Until(() => Environment.TickCount64 > begin + 20, "the clock");
            long before = Environment.TickCount64;
            _room.Take(FifoRoom.Size);
            int count = _room.Count();
            Assert.IsLessThanOrEqualTo<long>((Environment.TickCount64 - before) * BytesPerSecond / 1000, count);
        }

        [TestMethod]
        public void TheLineMakesRoomUntilAllIsFree()
        {
            _room.Take(100);
            Assert.IsGreaterThanOrEqualTo(FifoRoom.Size - 100, _room.Count());
            Patience.Until(() => _room.Count() == FifoRoom.Size, "a FIFO that is empty");
        }
    }
}
