using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Studies;
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
}
