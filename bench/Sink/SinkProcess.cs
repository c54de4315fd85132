using System.Globalization;
using EdFi.BatchPerf.Bench.Measuring;

namespace EdFi.BatchPerf.Bench.Sink;

/// <summary>A sink in a process of its own, and what it has counted.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private readonly Child _child;
    private readonly HttpClient _http = new();

    private SinkProcess(Child child, string url)
    {
        _child = child;
        Url = url;
    }

    public string Url { get; }

    public int Id => _child.Id;

    /// <summary>Starts one, on one core where that is asked for.</summary>
    public static async Task<SinkProcess> StartAsync(int triples = 10, int failEvery = 0, double holdMs = 0, int? core = null)
    {
        var child = Child.Start(
            Repository.Self("sink", $"{triples}", $"{failEvery}", holdMs.ToString(CultureInfo.InvariantCulture)).OnCore(core),
            capture: true);
        var line = await child.ReadLineAsync();
        return new SinkProcess(child, line["sink listening on ".Length..]);
    }

    public async Task<long> BatchesAsync() => (await AskAsync("counts")).Batches;

    /// <summary>When the first batch since the last reset came in; null while none has.</summary>
    public async Task<DateTime?> FirstAtAsync() =>
        (await AskAsync("counts")).FirstAt is var micros and > 0
            ? DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
            : null;

    public Task ResetAsync() => AskAsync("reset");

    /// <summary>How long each batch since the last reset was held, in milliseconds.</summary>
    public async Task<IReadOnlyList<double>> HoldsAsync() =>
        [.. (await _http.GetStringAsync(new Uri($"{Url}/holds")))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static h => double.Parse(h, CultureInfo.InvariantCulture))];

    /// <summary>Lets no answer out for so long.</summary>
    public Task FreezeAsync(int milliseconds) => AskAsync($"freeze/{milliseconds}");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _child.DisposeAsync();
    }

    private async Task<(long Batches, long FirstAt)> AskAsync(string what)
    {
        var parts = (await _http.GetStringAsync(new Uri($"{Url}/{what}"))).Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
