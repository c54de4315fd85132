namespace EdFi.BatchPerf.Pacing;

/// <summary>Starts of a run's phases, in seconds from its start. Pure.</summary>
/// <param name="MeasuredFrom">End of ramp and warm-up.</param>
/// <param name="RampEnd">End of the ramp.</param>
/// <param name="End">End of sending; infinite when something other than time ends it.</param>
internal readonly record struct PhasePlan(double RampEnd, double MeasuredFrom, double End)
{
    /// <summary>
    /// The ramp is a part of the duration, as the harness had it; the warm-up comes on top. A run that counts batches, or that
    /// would end before the last client is there, has no ramp: it measures from its first batch on.
    /// </summary>
    public static PhasePlan Of(double rampSeconds, double warmUpSeconds, double? endSeconds, bool counted)
    {
        var ramp = counted || rampSeconds + warmUpSeconds >= endSeconds ? 0 : rampSeconds;
        return new PhasePlan(ramp, ramp + warmUpSeconds, endSeconds ?? double.PositiveInfinity);
    }

    /// <summary>The phase in which a moment lies.</summary>
    public RunPhase At(double seconds) =>
        seconds < RampEnd ? RunPhase.Ramp
        : seconds < MeasuredFrom ? RunPhase.WarmUp
        : seconds < End ? RunPhase.Measured
        : RunPhase.Drain;
}
