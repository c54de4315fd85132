namespace EdFi.BatchPerf.Telemetry.Instruments;

/// <summary>One series of a run's meter.</summary>
/// <param name="Name">Its name, in the form of OpenTelemetry's conventions.</param>
/// <param name="Unit">Its unit in UCUM; counted things stand in braces, such as <c>{batch}</c>.</param>
/// <param name="Description">Its meaning, in a sentence without a subject.</param>
/// <param name="Attributes">The names of its attributes.</param>
internal sealed record InstrumentRow(string Name, string Unit, string Description, params string[] Attributes)
{
    /// <summary>Bounds of the buckets of a histogram; empty for an instrument that is no histogram.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];
}
