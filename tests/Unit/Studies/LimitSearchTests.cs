using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Unit.Studies;

public sealed class LimitSearchTests
{
    [Theory]
    [InlineData(100, true, 2)]
    [InlineData(30, true, 3)]
    [InlineData(250, true, 4)]
    [InlineData(1, true, 3)]
    [InlineData(0, false, 8)]
    [InlineData(100, false, 8)]
    [InlineData(30, false, 8)]
    [InlineData(5000, false, 17)]
    public void The_limit_is_found_whether_or_not_refusals_state_it(int limit, bool stated, int mostRequests)
    {
        var search = Run(limit, stated ? limit : null);

        Assert.Equal(limit, search.Accepted);
        Assert.True(search.Bounded);
        Assert.InRange(search.Requests, 1, mostRequests);
    }

    [Theory]
    [InlineData(25, 99)]
    [InlineData(80, 50)]
    [InlineData(80, 101)]
    [InlineData(80, 0)]
    public void A_limit_that_is_misstated_is_found_by_trying(int limit, int stated) => Assert.Equal(limit, Run(limit, stated).Accepted);

    [Fact]
    public void A_server_without_a_limit_is_not_asked_for_ever()
    {
        var search = Run(int.MaxValue, null);

        Assert.False(search.Bounded);
        Assert.Equal(LimitSearch.Most, search.Accepted);
        Assert.Equal(4, search.Requests);
    }

    private static LimitSearch Run(int limit, int? stated)
    {
        var search = new LimitSearch();
        while (search.Next() is { } size)
        {
            Assert.InRange(search.Requests, 0, 100);
            search.Answered(size, size > limit, size > limit ? stated : null);
        }

        return search;
    }
}
