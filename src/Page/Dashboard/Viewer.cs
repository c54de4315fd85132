using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// One browser that watches: server-sent events, each with the run as it stands and those intervals that the browser does not have
/// yet. A slow browser misses moments, and delays neither the run nor other browsers.
/// Source: HTML Living Standard, server-sent events.
/// </summary>
internal sealed class Viewer(Response response)
{
    private IReadOnlyList<IntervalPoint> _known = [];

    /// <summary>Writes until the run has ended or the browser has gone.</summary>
    public async Task WatchAsync(RunFeed feed, CancellationToken closing)
    {
        await response.BeginStreamAsync("text/event-stream; charset=utf-8", closing);
        for (var pulse = feed.Current ?? await feed.First.WaitAsync(closing); ; pulse = await NextAsync(feed, pulse, closing))
        {
            await response.WriteAsync(Event(await pulse.DocumentAsync(), pulse.IsLast), closing);
            if (pulse.IsLast)
            {
                return;
            }
        }
    }

    private static async Task<Pulse> NextAsync(RunFeed feed, Pulse pulse, CancellationToken closing)
    {
        var next = await pulse.Next.WaitAsync(closing);
        return feed.Current ?? next;
    }

    private byte[] Event(RunDocument run, bool last)
    {
        var same = SameUpTo(run.Intervals);
        _known = run.Intervals;
        using var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes(last ? "event: end\ndata: " : "event: run\ndata: "));
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("from", same);
            json.WritePropertyName("run");
            JsonSerializer.Serialize(json, run with { Intervals = [.. run.Intervals.Skip(same)] }, RunJsonContext.Default.RunDocument);
            json.WriteEndObject();
        }

        stream.Write("\n\n"u8);
        return stream.ToArray();
    }

    /// <summary>
    /// Returns the number of intervals that the browser has already: the last ones grow, and all of them do when neighbours are merged.
    /// </summary>
    private int SameUpTo(IReadOnlyList<IntervalPoint> intervals)
    {
        var most = Math.Min(_known.Count, intervals.Count);
        if (most > 0 && !ReferenceEquals(_known[0], intervals[0]))
        {
            return 0;
        }

        while (most > 0 && !ReferenceEquals(_known[most - 1], intervals[most - 1]))
        {
            most--;
        }

        return most;
    }
}
