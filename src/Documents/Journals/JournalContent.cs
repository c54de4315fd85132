using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Journals;

/// <summary>What a journal says: which turns its run may have begun, which are in doubt, and how far the run came.</summary>
public sealed class JournalContent
{
    private readonly SortedDictionary<int, JournalClient> _clients = [];
    private TimeSpan _partsBefore;
    private TimeSpan _part;

    private JournalContent(JournalHeader header) => Header = header;

    /// <summary>The run.</summary>
    public JournalHeader Header { get; }

    /// <summary>Why the run, or its last part, ended; null when its process died.</summary>
    public StopReason? Ended { get; private set; }

    /// <summary>How long the run had lasted when it was last looked at, all its parts together.</summary>
    public TimeSpan Elapsed => _partsBefore + _part;

    /// <summary>Its clients by number.</summary>
    public IReadOnlyDictionary<int, JournalClient> Clients => _clients;

    /// <summary>Turns that were begun, as far as that was written down.</summary>
    public long Begun => _clients.Values.Sum(static c => c.Begun);

    /// <summary>Reads a journal; a last line that was cut off is passed over.</summary>
    /// <exception cref="BatchPerfException">JournalNotReadable; JournalInvalid.</exception>
    public static JournalContent Read(string path)
    {
        JournalContent? content = null;
        foreach (var line in JournalFile.ReadLines(path))
        {
            if (content is null)
            {
                content = new JournalContent(ReadHeader(path, line));
            }
            else
            {
                content.Take(line.Split(' ')); // what was cut off by the death of the process was not yet acted upon
            }
        }

        return content ?? throw Invalid(path, "it is empty");
    }

    /// <summary>Turns that may have left something, by client.</summary>
    public IEnumerable<JournalTurn> Suspects()
    {
        var kept = Header.Plan is { TestType: TestType.Volume, DeleteResources: false };
        foreach (var (number, client) in _clients)
        {
            var suspects = client.Suspects().ToDictionary(static s => s.Sequence, static s => s.InFlight ? LeftoverReason.InFlight : LeftoverReason.Unknown);
            var turns = kept ? Range(client.High) : suspects.Keys.Order();
            foreach (var sequence in turns)
            {
                yield return new JournalTurn(number, sequence, suspects.TryGetValue(sequence, out var reason) ? reason : LeftoverReason.Kept);
            }
        }
    }

    private static IEnumerable<long> Range(long last)
    {
        for (long sequence = 1; sequence <= last; sequence++)
        {
            yield return sequence;
        }
    }

    private static JournalHeader ReadHeader(string path, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalHeader>(line, JournalJson.Options) is { Journal: JournalHeader.CurrentVersion } header
                ? header with { RunId = RunId.Parse(header.RunId).ToString() }
                : throw Invalid(path, "its first line is of another version");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentNullException)
        {
            throw Invalid(path, $"its first line is not a journal's header ({exception.Message})", exception);
        }
    }

    private void Take(string[] words)
    {
        switch (words)
        {
            case ["r", var client, var from, var to, var ms] when Numbers(client, from, out var number, out var first) && Long(to, out var last) && Long(ms, out var elapsed):
                Client(number).Reserve(first, last);
                _part = TimeSpan.FromMilliseconds(Math.Max(_part.TotalMilliseconds, elapsed));
                break;
            case ["d", var client, var turn] when Numbers(client, turn, out var number, out var sequence):
                Client(number).Doubt(sequence);
                break;
            case ["m", var ms, .. var marks] when Long(ms, out var elapsed):
                _part = TimeSpan.FromMilliseconds(elapsed);
                Array.ForEach(marks, TakeMark);
                break;
            case ["e", var ms, var reason] when Long(ms, out var elapsed) && Enum.TryParse<StopReason>(reason, out var stop):
                End(TimeSpan.FromMilliseconds(elapsed), stop);
                break;
            case ["b", _]:
                BeginPart();
                break;
        }
    }

    private void TakeMark(string mark)
    {
        var colon = mark.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && Numbers(mark[..colon], mark[(colon + 1)..], out var number, out var sequence))
        {
            Client(number).Mark(sequence);
        }
    }

    private void End(TimeSpan elapsed, StopReason reason)
    {
        _part = elapsed;
        Ended = reason;
        foreach (var client in _clients.Values)
        {
            client.End();
        }
    }

    private void BeginPart()
    {
        (_partsBefore, _part, Ended) = (Elapsed, TimeSpan.Zero, null);
        foreach (var client in _clients.Values)
        {
            client.BeginPart();
        }
    }

    private JournalClient Client(int number)
    {
        if (!_clients.TryGetValue(number, out var client))
        {
            _clients[number] = client = new JournalClient();
        }

        return client;
    }

    private static bool Numbers(string client, string sequence, out int number, out long turn)
    {
        turn = 0;
        return int.TryParse(client, NumberStyles.None, CultureInfo.InvariantCulture, out number) && Long(sequence, out turn);
    }

    private static bool Long(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static BatchPerfException Invalid(string path, string problem, Exception? cause = null) => new(
        "JournalInvalid",
        ProblemKind.InvalidInput,
        $"'{path}' is not a run's journal: {problem}.",
        "Give a .journal file that Invoke-BatchVolumeTest or edfi-batchperf wrote.",
        cause);
}
