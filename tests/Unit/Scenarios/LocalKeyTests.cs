using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Unit.Scenarios;

/// <summary>The short key and the number: both hold which triple of which client they are of.</summary>
public sealed class LocalKeyTests
{
    private static readonly RunId Run = new(0xFEED_FACE_CAFE_BEEF);

    [Fact]
    public void A_number_has_16_digits_between_2_to_the_52_and_2_to_the_53()
    {
        foreach (var run in new[] { 0UL, ulong.MaxValue })
        {
            foreach (var client in new[] { 0, 99_999, 1_679_615 })
            {
                foreach (var sequence in new[] { 1L, (1L << 24) - 1, long.MaxValue >> 20 })
                {
                    var key = LocalKey.Of(new BatchKey(new RunId(run), client, sequence), triple: 10, LocalKey.BitsFor(10));
                    Assert.InRange(key.Number, 1L << 52, (1L << 53) - 1);
                    Assert.Equal(key.Number.ToString(CultureInfo.InvariantCulture), Number(key));
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(10_000, 14)]
    public void Positions_have_room_for_one_after_the_last_triple(int tripleCount, int bits)
    {
        Assert.Equal(bits, LocalKey.BitsFor(tripleCount));
        Assert.True(tripleCount < 1 << bits);
    }

    [Fact]
    public void Keys_of_clients_turns_and_triples_differ()
    {
        const int Triples = 3;
        var bits = LocalKey.BitsFor(Triples);
        var keys = from client in new[] { 0, 1, 2, 99_998, 99_999, 1_679_615 }
            from sequence in Enumerable.Range(1, 500)
            from triple in Enumerable.Range(0, Triples + 1)
            select LocalKey.Of(new BatchKey(Run, client, sequence), triple, bits);
        var all = keys.ToList();

        Assert.Equal(all.Count, all.Select(static k => k.Number).Distinct().Count());
        Assert.Equal(all.Count, all.Select(Text).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Turns_wrap_around_within_their_client_and_never_into_another()
    {
        const int Bits = 2;
        var wrapped = LocalKey.Of(new BatchKey(Run, 7, (1L << (24 - Bits)) + 5), 1, Bits);

        Assert.Equal(LocalKey.Of(new BatchKey(Run, 7, 5), 1, Bits), wrapped);
        Assert.Equal(7, wrapped.Index >> 24);
    }

    [Fact]
    public void The_short_key_is_the_end_of_the_runs_id_and_the_index()
    {
        var key = LocalKey.Of(new BatchKey(Run, 3, 17), 1, 4);

        Assert.Equal(LocalKey.Length, Text(key).Length);
        Assert.Equal(Run.ToString()[^8..], Text(key)[..8]);
        Assert.True(Base36Value(Text(key)[8..]) == ((3L << 24) | (17L << 4) | 1));
    }

    [Fact]
    public void What_is_unique_to_a_run_is_found_in_its_keys_of_every_form_and_in_no_others()
    {
        var key = LocalKey.Of(new BatchKey(Run, 3, 17), 1, 4);
        var other = LocalKey.Of(new BatchKey(new RunId(Run.Value + 1), 3, 17), 1, 4);

        Assert.Equal(Run.ToString(), LocalKey.UniqueIn(Run, $$"""{"a":"{{new BatchKey(Run, 3, 17).Format(1)}}"}"""));
        Assert.Equal(Run.ToString()[^8..], LocalKey.UniqueIn(Run, $$"""{"a":"{{Text(key)}}"}"""));
        Assert.Equal(Number(key), LocalKey.UniqueIn(Run, $$"""{"year":2025,"id":{{Number(key)}}}"""));
        Assert.Equal(Number(key), LocalKey.UniqueIn(Run, Number(key)));
        Assert.Null(LocalKey.UniqueIn(Run, $$"""{"a":"{{Text(other)}}","id":{{Number(other)}},"b":255901001,"c":9999999999999999}"""));
        Assert.Null(LocalKey.UniqueIn(Run, "{}"));
    }

    private static string Text(LocalKey key)
    {
        Span<byte> buffer = stackalloc byte[LocalKey.Length];
        key.WriteText(buffer);
        return Encoding.ASCII.GetString(buffer);
    }

    private static string Number(LocalKey key)
    {
        Span<byte> buffer = stackalloc byte[LocalKey.Length];
        key.WriteNumber(buffer);
        return Encoding.ASCII.GetString(buffer);
    }

    private static long Base36Value(string text) => Base36.TryRead(text, out var value) ? (long)value : -1;

    [Fact]
    public void A_new_run_has_none_of_the_ranges_that_are_taken()
    {
        var taken = Enumerable.Range(0, 2048).Where(static bits => bits != 1234).ToHashSet();

        Assert.Equal(1234, LocalKey.BitsOf(LocalKey.NewRun(Segment.Whole, taken)));
        Assert.Equal("RunNumbersTaken", Assert.Throws<BatchPerfException>(() => LocalKey.NewRun(Segment.Parse("1/2"), taken.Append(1234).ToHashSet())).ErrorId);
    }

    [Fact]
    public void A_number_tells_the_range_of_its_run_and_others_tell_none()
    {
        var run = new RunId(0x7FE);
        Assert.Equal(0x7FE, LocalKey.BitsOf(new LocalKey(run, 5).Number));
        Assert.Null(LocalKey.BitsOf(LocalKey.SmallestNumber - 1));
        Assert.Null(LocalKey.BitsOf(LocalKey.NumberLimit));
        Assert.Null(LocalKey.BitsOf(255901001m));
    }
}
