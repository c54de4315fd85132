namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Tells which phases a run has entered between two looks at it.</summary>
internal static class PhaseWalk
{
    /// <summary>The phases, in order, that a run has entered since <paramref name="told"/>, those it has left again included.</summary>
    public static IEnumerable<RunPhase> Since(RunPhase told, BatchRun run)
    {
        if (told < RunPhase.Measured && WasMeasured(run))
        {
            yield return RunPhase.Measured;
        }

        if (told < RunPhase.Drain && Of(run) == RunPhase.Drain)
        {
            yield return RunPhase.Drain;
        }
    }

    /// <summary>The phase in which a run is; Ramp until it is measured.</summary>
    public static RunPhase Of(BatchRun run) =>
        run.IsWaiting ? RunPhase.Ramp
        : run.StopReason != StopReason.None ? RunPhase.Drain
        : WasMeasured(run) ? RunPhase.Measured
        : RunPhase.Ramp;

    /// <summary>A window that was closed before it opened is empty.</summary>
    private static bool WasMeasured(BatchRun run) => !run.IsWaiting && (run.MeasuredTo ?? run.StartedAt + run.Elapsed) > run.MeasuredFrom;
}
