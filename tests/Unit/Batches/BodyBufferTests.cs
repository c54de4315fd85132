using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

public sealed class BodyBufferTests
{
    [Fact]
    public void What_was_written_survives_growth()
    {
        using var buffer = new BodyBuffer(16);
        for (var i = 0; i < 100_000; i++)
        {
            buffer.GetSpan(1)[0] = (byte)i;
            buffer.Advance(1);
        }

        Assert.Equal(100_000, buffer.Length);
        Assert.All(Enumerable.Range(0, 100_000).Where(static i => i % 997 == 0), i => Assert.Equal((byte)i, buffer.Written.Span[i]));
    }

    [Fact]
    public void The_memory_of_a_huge_body_is_given_back()
    {
        using var buffer = new BodyBuffer();
        buffer.GetMemory(20_000_000);

        buffer.Clear();

        Assert.Equal(0, buffer.Length);
        Assert.True(buffer.GetMemory().Length <= 1024 * 1024);
    }
}
