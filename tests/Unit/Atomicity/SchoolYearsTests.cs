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

    private static FakeServer Server() => new FakeServer().With("schoolYearTypes", """{"schoolYear":1901,"currentSchoolYear":false}""");
}
