using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Unit.Scenarios;

public sealed class BatchKeyTests
{
    [Theory]
    [InlineData(0UL, 0, 1L, 0, "00000000000000-1-0")]
    [InlineData(ulong.MaxValue, 35, 36L, 37, "3w5e11264sgsfz-10-11")]
    [InlineData(1UL, 1_679_615, 2_821_109_907_455L, 1_295, "0000000000001zzzz-zzzzzzzz-zz")]
    public void A_natural_key_is_run_client_sequence_and_triple_in_base_36(ulong run, int client, long sequence, int triple, string key)
    {
        Assert.Equal(key, new BatchKey(new RunId(run), client, sequence).Format(triple));
        Assert.True(key.Length <= BatchKey.MaxLength);
    }

    [Theory]
    [InlineData(99_999, long.MaxValue / 1_000_000, 9_999)]
    [InlineData(int.MaxValue, 2_821_109_907_455L, 1_295)]
    public void The_longest_key_that_can_come_about_has_room(int client, long sequence, int triple) =>
        Assert.True(new BatchKey(new RunId(ulong.MaxValue), client, sequence).Format(triple).Length <= BatchKey.MaxLength);

    [Fact]
    public void No_two_batches_share_a_key_even_where_case_is_ignored()
    {
        var run = RunId.New();
        var other = RunId.New();
        var keys = from id in new[] { run, other }
                   from client in new[] { 0, 1, 9, 10, 35, 36, 99, 1295, 1296 }
                   from sequence in Enumerable.Range(1, 100)
                   from triple in Enumerable.Range(0, 40)
                   select new BatchKey(id, client, sequence).Format(triple);

        Assert.Equal(2 * 9 * 100 * 40, keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(36UL)]
    [InlineData(ulong.MaxValue)]
    public void A_run_id_is_read_back(ulong value) => Assert.Equal(new RunId(value), RunId.Parse(new RunId(value).ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("3w5e11264sgsg")]
    [InlineData("zzzzzzzzzzzzz")]
    [InlineData("00000000000A0")]
    [InlineData("000000000000")]
    public void Anything_else_is_no_run_id(string text) => Assert.Throws<FormatException>(() => RunId.Parse(text));

    [Fact]
    public void Run_ids_do_not_repeat() => Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(static _ => RunId.New()).Distinct().Count());
}
