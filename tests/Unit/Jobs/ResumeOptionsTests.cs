using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class ResumeOptionsTests
{
    [Theory]
    [InlineData("CreateMissing", false)]
    [InlineData("PostgreSql", false)]
    [InlineData("ServerProcess", false)]
    [InlineData("MetricsCommand", false)]
    [InlineData("Threshold", false)]
    [InlineData("ResultPath", false)]
    [InlineData("Confirm", false)]
    [InlineData("JournalPath", true)]
    [InlineData("Fixture", true)]
    [InlineData("clientcount", true)]
    public void What_the_journal_decides_is_refused_beside_it(string key, bool refused) =>
        Assert.Equal(refused, ResumeOptions.Refuses(key));

    [Fact]
    public void Every_option_of_the_plan_is_decided_by_the_journal() =>
        Assert.All(RunOptionTable.All.Where(static row => row.Plan is not null), static row => Assert.True(ResumeOptions.Refuses(row.Key), row.Key));
}
