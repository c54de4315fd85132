using EdFi.BatchPerf.Cmdlets;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Unit.Execution;

public sealed class PhaseWalkTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.5, false, null, RunPhase.Ramp, new RunPhase[0])]
    [InlineData(1.5, false, null, RunPhase.Ramp, new[] { RunPhase.Measured })]
    [InlineData(1.5, false, null, RunPhase.Measured, new RunPhase[0])]
    [InlineData(2, true, null, RunPhase.Measured, new[] { RunPhase.Drain })]
    [InlineData(1.01, true, 1.01, RunPhase.Ramp, new[] { RunPhase.Measured, RunPhase.Drain })] // begun and over since the last look
    [InlineData(9, true, 1.01, RunPhase.Ramp, new[] { RunPhase.Measured, RunPhase.Drain })]
    [InlineData(9, true, 1.0, RunPhase.Ramp, new[] { RunPhase.Drain })] // ended before anything was measured
    [InlineData(9, true, 2.0, RunPhase.Drain, new RunPhase[0])]
    public void Each_phase_that_a_run_went_through_is_told_once_and_in_order(double elapsed, bool stopped, double? measuredTo, RunPhase told, RunPhase[] expected) =>
        Assert.Equal(expected, PhaseWalk.Since(told, Run(elapsed, stopped, measuredTo)));

    /// <summary>A run that is measured from its first second on.</summary>
    private static StoredRun Run(double elapsed, bool stopped, double? measuredTo)
    {
        var document = new RunDocument
        {
            RunId = "run",
            StartedAt = Start,
            MeasuredFrom = Start.AddSeconds(1),
            MeasuredTo = measuredTo is { } seconds ? Start.AddSeconds(seconds) : null,
            StopReason = stopped ? StopReason.StopRequested : StopReason.None,
            Server = new Uri("http://dms.test/"),
            Plan = new RunPlanSummary { LoadModel = "Closed", Scenarios = ["students-batch-1"] },
            Environment = new ClientEnvironment(),
            Verdict = new VerdictReport { Verdict = RunVerdict.Valid },
            Totals = new RunTotals(),
            Metrics = [],
        };
        return new StoredRun(document, new RunMemory { Thresholds = new VerdictThresholds(), Elapsed = TimeSpan.FromSeconds(elapsed), Names = [] });
    }
}
