using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Parts;

/// <summary>
/// Measures in turn, A B C A B C, so that whatever else the machine does meanwhile falls upon all alike. A reference of others that cannot
/// be measured is left out; one of ours fails the part.
/// </summary>
internal static class Rounds
{
    public static async Task<IReadOnlyDictionary<Generator, List<Window>>> RunAsync(
        Report report,
        IReadOnlyList<Generator> all,
        int rounds,
        Func<Generator, Task<Window>> measure)
    {
        var windows = all.ToDictionary(static g => g, static _ => new List<Window>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var generator in all.Where(windows.ContainsKey))
            {
                try
                {
                    var window = await measure(generator);
                    windows[generator].Add(window);
                    Console.WriteLine($"   {generator.Name,-32} {window.MicrosPerBatch,7:0.0} µs a batch "
                        + $"({window.WholeMicrosPerBatch:0.0} in all), {window.PerSecond,8:N0} batches/s on {window.CoresUsed:0.00} cores");
                }
                catch (BenchException problem) when (References.Names.Contains(generator.Name))
                {
                    report.NotAvailable($"the reference {generator.Name}", problem.Message);
                    windows.Remove(generator);
                }
            }
        }

        return windows;
    }
}
