using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>A program that sends batches over ten connections until its time is over.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="DoesPerBatch">What it does for its figure.</param>
/// <param name="Settle">How long it takes until its cost is steady: a JIT compiles its hottest code last.</param>
/// <param name="Command">How it is started: the sink's URL for batches, and the whole seconds that it shall run.</param>
internal sealed record Generator(string Name, string DoesPerBatch, TimeSpan Settle, Func<string, int, Command> Command)
{
    /// <summary>One of ours, whose figures are held against the targets.</summary>
    public bool Ours { get; init; }
}
