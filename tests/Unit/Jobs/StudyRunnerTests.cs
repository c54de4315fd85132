using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Studies;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Unit.Execution;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class StudyRunnerTests
{
    public static TheoryData<Exception, string> Faults { get; } = new()
    {
        { new InvalidOperationException("no"), "StudyFault" },
        { new NotSupportedException("no"), "StudyFault" },
        { new BatchPerfException("FailureRateExceeded", ProblemKind.UnexpectedServer, "", ""), "FailureRateExceeded" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_breaks_a_study_keeps_what_was_found_before(Exception fault, string errorId)
    {
        using var host = new RecordingJobHost();
        var request = new StudyRequest
        {
            Catalog = new ScenarioCatalog(),
            Fixtures = new FixtureStep(new FixtureKeys(), [], CreateMissing: true),
            Seed = 1,
            Plan = static (_, _) => Plans.Closed(),
        };

        var outcome = await new StudyRunner(host, request, "Sizes").EndAsync(() => throw fault, static () => "found", static (_, _) => { });

        Assert.Equal(("found", errorId), (outcome.Found, outcome.Problem?.ErrorId));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(86_400, true)]
    [InlineData(86_401, false)]
    [InlineData(-1, false)]
    [InlineData(5_000_000, false)]
    public void A_pause_between_runs_is_at_most_a_day(double seconds, bool holds)
    {
        var setting = new CapacitySetting
        {
            Plan = Plans.Closed(),
            Thresholds = [],
            Search = CapacityLoad.Clients,
            Rules = CapacityRules.Of(CapacityLoad.Clients, 1, 4, TimeSpan.FromSeconds(1)),
            DrainTime = TimeSpan.FromSeconds(seconds),
        };

        Assert.Equal(holds ? null : "DrainTimeInvalid", (Record.Exception(setting.Validate) as BatchPerfException)?.ErrorId);
    }
}
