using EdFi.BatchPerf.Jobs.Loads;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class LoadOutcomeTests
{
    [Theory]
    [InlineData("All figures of the run are there: RunVariable run puts them into $run, also where this error ends the script.")]
    [InlineData("Look into /r.csv, /r.run.json.", "/r.csv", "/r.journal", "/r.run.json")]
    [InlineData("Look into /1, /2, /3, /4 and 2 more files.", "/1", "/2", "/3", "/4", "/5", "/6")]
    public void Limits_that_are_not_kept_say_where_the_figures_are(string says, params string[] files)
    {
        var result = new BatchThresholdResult { Threshold = "p95 < 1ms", Name = "Aggregated", Metric = "p95", Limit = 1.0, Message = "Aggregated: p95 is 2 ms." };

        var problem = new LoadOutcome([new LoadEnd(null!) { Tested = [result], Files = files }]).NotKept;

        Assert.StartsWith("The limit is not kept.", problem?.Message, StringComparison.Ordinal);
        Assert.Equal(says, problem?.NextStep);
    }
}
