using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

public sealed class BodyBufferTests
{
    [Fact]
    public void What_was_written_survives_growth()
    {
        using var buffer = new BodyBuffer();
        for (var i = 0; i < 100_000; i++)
        {
            buffer.GetSpan(1)[0] = (byte)i;
            buffer.Advance(1);
        }

        Assert.Equal(100_000, buffer.Length);
        Assert.All(Enumerable.Range(0, 100_000).Where(static i => i % 997 == 0), i => Assert.Equal((byte)i, buffer.Written.Span[i]));
    }

    [Fact]
    public void A_buffer_has_memory_from_its_first_byte_on_until_it_is_released()
    {
        using var buffer = new BodyBuffer();
        Assert.Equal(0, buffer.Capacity);

        Fill(buffer, 5_000);
        buffer.Release(reusable: true);

        Assert.Equal((0, 0, 0), (buffer.Capacity, buffer.Length, buffer.Written.Length));
    }

    [Fact]
    public void The_next_body_begins_with_what_the_last_one_took_but_not_with_what_a_huge_one_did()
    {
        using var buffer = new BodyBuffer();
        Fill(buffer, 5_000);
        buffer.Release(reusable: true);
        buffer.GetMemory(1);
        Assert.InRange(buffer.Capacity, 5_000, 10_000);

        Fill(buffer, 20_000_000);
        buffer.Release(reusable: true);
        buffer.GetMemory(1);
        Assert.InRange(buffer.Capacity, 5_000, 1024 * 1024);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Memory_that_may_still_be_in_use_goes_to_nobody_else(bool reusable)
    {
        // the pool keeps what one thread returned for that thread
        const int Size = 300_000;
        using var first = new BodyBuffer();
        Fill(first, Size);
        var memory = first.Written;
        first.Release(reusable);

        using var second = new BodyBuffer();
        Fill(second, Size);

        Assert.Equal(reusable, memory.Span.Overlaps(second.Written.Span));
    }

    private static void Fill(BodyBuffer buffer, int length)
    {
        buffer.GetSpan(length)[..length].Fill(1);
        buffer.Advance(length);
    }
}
