using EdFi.BatchPerf.Bench.Generators;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>Measures in turn, A B C A B C, so that whatever else the machine does meanwhile falls upon all alike.</summary>
internal static class Rounds
{
    public static async Task<IReadOnlyDictionary<Generator, List<Window>>> RunAsync(
        IReadOnlyList<Generator> all,
        int rounds,
        Func<Generator, Task<Window>> measure)
    {
        var windows = all.ToDictionary(static g => g, static _ => new List<Window>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var generator in all)
            {
                var window = await measure(generator);
                windows[generator].Add(window);
                Console.WriteLine($"   {generator.Name,-32} {window.MicrosPerBatch,7:0.0} µs a batch "
                    + $"({window.WholeMicrosPerBatch:0.0} in all), {window.PerSecond,8:N0} batches/s on {window.CoresUsed:0.00} cores");
            }
        }

        return windows;
    }
}
