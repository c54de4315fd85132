using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Generators;

/// <summary>A program that sends batches over ten connections.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="DoesPerBatch">What it does for its figure.</param>
/// <param name="SettleBatches">How many it sends before its cost is steady: a JIT compiles its hottest code last.</param>
/// <param name="Command">How it is started, by the sink's URL for batches; it goes on until it is ended.</param>
internal sealed record Generator(string Name, string DoesPerBatch, int SettleBatches, Func<string, Command> Command)
{
    /// <summary>One of ours, whose figures are held against the targets.</summary>
    public bool Ours { get; init; }
}
