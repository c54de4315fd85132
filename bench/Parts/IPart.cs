using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>One line of what we aim at, measured.</summary>
internal interface IPart
{
    /// <summary>The word by which it is asked for.</summary>
    string Name { get; }

    string Title { get; }

    Task RunAsync(Report report, Effort effort);
}
