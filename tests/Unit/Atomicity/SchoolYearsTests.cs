using EdFi.BatchPerf.Questions.Atomicity;
using EdFi.BatchPerf.Unit.Documents;

namespace EdFi.BatchPerf.Unit.Atomicity;

public sealed class SchoolYearsTests
{
    [Fact]
    public async Task A_year_that_is_there_is_never_taken() =>
        Assert.Equal(1902, await SchoolYears.FreeAsync(Server(), CancellationToken.None));

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(400)]
    public async Task No_year_counts_as_free_where_the_list_of_years_is_refused(int status)
    {
        var server = Server();
        server.Refuse["GET schoolYearTypes"] = status;

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => SchoolYears.FreeAsync(server, CancellationToken.None));

        Assert.Equal("PreparationFailed", problem.ErrorId);
        Assert.Empty(server.Writes);
    }

    /// <summary>What is not shown may be there, and the poison would change it.</summary>
    [Theory]
    [InlineData("none", "SchoolYearsNotShown", "shows no schoolYearTypes at all")]
    [InlineData("one without its year", "SchoolYearsNotShown", "without a year")]
    [InlineData("one whose year is no number", "SchoolYearsNotShown", "without a year")]
    [InlineData("all", "NoFreeSchoolYear", "every school year from 1901 to 2000")]
    public async Task No_year_counts_as_free_where_nothing_proves_it(string shown, string errorId, string words)
    {
        var server = Server();
        switch (shown)
        {
            case "none":
                server = new FakeServer();
                break;
            case "one without its year":
                server.Lists = static document => { document.Remove("schoolYear"); return document; };
                break;
            case "one whose year is no number":
                server.Lists = static document => { document["schoolYear"] = "2019-2020"; return document; };
                break;
            default:
                foreach (var year in Enumerable.Range(1902, 99))
                {
                    server.With("schoolYearTypes", $$"""{"schoolYear":{{year}}}""");
                }

                break;
        }

        var writes = server.Writes.Count;

        var problem = await Assert.ThrowsAsync<BatchPerfException>(() => SchoolYears.FreeAsync(server, CancellationToken.None));

        Assert.Equal((errorId, writes), (problem.ErrorId, server.Writes.Count));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("ive a ForbiddenOperation of your own, or leave ForbiddenResource out of Poison.", problem.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_that_is_shown_as_text_is_taken()
    {
        var server = Server();
        server.Lists = static document => { document["schoolYear"] = "1901"; return document; };

        Assert.Equal(1902, await SchoolYears.FreeAsync(server, CancellationToken.None));
    }

    private static FakeServer Server() => new FakeServer().With("schoolYearTypes", """{"schoolYear":1901,"currentSchoolYear":false}""");
}
