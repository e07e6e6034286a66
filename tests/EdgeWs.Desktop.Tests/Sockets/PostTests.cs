namespace EdgeWs.Desktop.Tests.Sockets
{
    /// <summary>The one thing that other threads may do.</summary>
    [TestClass]
    public class PostTests : LoopTest
    {
        [TestMethod]
        public void PostsOfManyThreadsArriveOnceEachAndInTheOrderOfTheirThread()
        {
            const int Threads = 8;
            const int Count = 2000;
            var received = new List<int>[Threads];
            var threads = new Thread[Threads];
            int pollingThread = Loop.Do(() => Environment.CurrentManagedThreadId);
            bool isOnPollingThread = true;
            using var start = new ManualResetEvent(false);
            for (int i = 0; i < Threads; i++)
            {
                var numbers = new List<int>(Count);
                received[i] = numbers;
                threads[i] = new Thread(() =>
                {
                    start.WaitOne();
                    for (int number = 0; number < Count; number++)
                    {
                        int posted = number;
                        Loop.Scheduler.Post(() =>
                        {
                            isOnPollingThread &= Environment.CurrentManagedThreadId == pollingThread;
                            numbers.Add(posted);
                        });
                    }
                });
                threads[i].Start();
            }

            start.Set();
            foreach (Thread thread in threads)
            {
                Assert.IsTrue(thread.Join(Patience.Limit));
            }

            // A post of this thread comes after all that were made before.
            Loop.Do(() => { });
            Assert.IsTrue(isOnPollingThread);
            foreach (List<int> numbers in received)
            {
                Assert.HasCount(Count, numbers);
                for (int i = 0; i < Count; i++)
                {
                    Assert.AreEqual(i, numbers[i]);
                }
            }
        }
    }
}
