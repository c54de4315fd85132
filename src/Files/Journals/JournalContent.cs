using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// Content of a journal: the turns that its run may have begun, the turns in doubt, and the progress of the run. A damaged journal is
/// refused as a whole.
/// </summary>
internal sealed class JournalContent
{
    private readonly JournalClients _clients;
    private readonly JournalIds? _ids;
    private readonly JournalParents _parents;
    private TimeSpan _partsBefore;
    private TimeSpan _part;
    private bool _tornBefore;

    private JournalContent(JournalHeader header, string path, JournalUse use)
    {
        Header = header;
        _parents = new JournalParents(header.Scenarios.Count);
        _ids = use == JournalUse.Leftovers && Kept(header) ? new JournalIds(path) : null;
        _clients = new JournalClients(header.Journal != JournalHeader.Unchecked, keepIds: use == JournalUse.Leftovers && _ids is null);
    }

    /// <summary>The run.</summary>
    public JournalHeader Header { get; private set; }

    /// <summary>Why the run, or its last part, ended; null when its process died.</summary>
    public StopReason? Ended { get; private set; }

    /// <summary>Length of the run as last recorded in the journal, the sum of all its parts.</summary>
    public TimeSpan Elapsed => _partsBefore + _part;

    /// <summary>Its clients by number.</summary>
    public IReadOnlyDictionary<int, JournalClient> Clients => _clients.All;

    /// <summary>
    /// Parents that batches reused and of which it is not known that all were deleted: clients, and scenarios by their position in the
    /// header.
    /// </summary>
    public IReadOnlyCollection<(int Client, int Scenario)> Parents => _parents.All;

    /// <summary>Turns that were begun, as far as that was written down.</summary>
    public long Begun => _clients.All.Values.Sum(static c => c.Begun);

    /// <summary>Reservations about the journal's content, one sentence each; empty for none.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>True where the journal's lines have checksums.</summary>
    internal bool IsChecked => Header.Journal != JournalHeader.Unchecked;

    /// <summary>True where the journal's format has ids of created documents.</summary>
    internal bool HasIds => Header.Journal == JournalHeader.CurrentVersion;

    /// <summary>Whole lines.</summary>
    internal long Lines { get; private set; }

    /// <summary>Bytes of the whole lines.</summary>
    internal long Length { get; private set; }

    /// <summary>False where the last whole line lacks its line feed.</summary>
    internal bool EndsWithLineFeed { get; private set; }

    /// <summary>Checksum of the last line.</summary>
    internal uint Chain { get; private set; }

    /// <summary>Reads a journal; a last line that was cut off is left out, with a warning.</summary>
    /// <exception cref="BatchPerfException">JournalNotReadable; JournalInvalid: something else; JournalDamaged: it is not as its run wrote
    /// it.</exception>
    /// <param name="path">The file.</param>
    /// <param name="use">Purpose of the reading, which decides what is kept.</param>
    public static JournalContent Read(string path, JournalUse use = JournalUse.Leftovers)
    {
        JournalContent? content = null;
        var lines = new JournalLines(path);
        foreach (var line in lines.Read())
        {
            if (content is null)
            {
                content = new JournalContent(ReadHeader(path, line, lines.Checked), path, use);
            }
            else
            {
                content.Take(line, lines);
            }
        }

        if (content is null)
        {
            throw JournalErrors.Invalid(path, "it is empty");
        }

        content.Close(path, lines);
        return content;
    }

    /// <summary>
    /// Holds the run's scenarios against a server; without it those of resources that are not built in cannot be compiled to be sent or
    /// deleted. Documents in the range of the runs' numbers are not looked for, since the run's own may be among them.
    /// </summary>
    /// <exception cref="BatchPerfException">As <see cref="ScenarioCatalog.VerifyAsync"/>.</exception>
    public async Task VerifyAsync(ApiConnection connection, CancellationToken cancellationToken)
        => Header = Header with { Verified = await Header.Catalog().VerifyIdentitiesAsync(
            connection,
            Header.Scenarios.Select(static s => s.Name),
            cancellationToken) };

    /// <summary>Turns that may have left something, in the order of clients and turns.</summary>
    public IEnumerable<JournalTurn> Suspects()
    {
        var kept = Kept(Header);
        foreach (var (number, client) in _clients.All)
        {
            var suspects = client.Suspects()
                .ToDictionary(static s => s.Sequence, static s => s.InFlight ? LeftoverReason.InFlight : LeftoverReason.Unknown);
            var turns = kept ? Range(client.High) : suspects.Keys.Order();
            foreach (var sequence in turns)
            {
                yield return new JournalTurn(
                    number,
                    sequence,
                    suspects.TryGetValue(sequence, out var reason) ? reason : LeftoverReason.Kept);
            }
        }
    }

    /// <summary>True where a create of the run changed a document that the run had not created.</summary>
    internal bool ChangedOthers => Ended == StopReason.ExistingDocument || _clients.All.Values.Any(static c => c.HasExcluded);

    /// <summary>True where a document that a turn was to create existed before the run: it is not the run's, and is not deleted.</summary>
    internal bool Excludes(JournalTurn turn, int triple, int operation) =>
        _clients.All.TryGetValue(turn.Client, out var client) && client.Excludes(turn.Sequence, triple, operation);

    /// <summary>
    /// Returns the id that the server gave to a document that a turn created; null where no answer gave one that was written down.
    /// </summary>
    /// <exception cref="BatchPerfException">The journal of a run that keeps its documents is read again for them: JournalNotReadable,
    /// JournalDamaged.</exception>
    internal DocumentId? IdOf(JournalTurn turn, int triple, int operation) =>
        _ids is not null ? _ids.IdOf(turn, triple, operation)
        : _clients.All.TryGetValue(turn.Client, out var client) ? client.IdOf(turn.Sequence, triple, operation) : null;

    private static bool Kept(JournalHeader header) => header.Plan is { TestType: TestType.Volume, DeleteResources: false };

    private static IEnumerable<long> Range(long last)
    {
        for (long sequence = 1; sequence <= last; sequence++)
        {
            yield return sequence;
        }
    }

    private static JournalHeader ReadHeader(string path, string line, bool isChecked)
    {
        try
        {
            StrictJson.Check(System.Text.Encoding.UTF8.GetBytes(line));
            return JsonSerializer.Deserialize<JournalHeader>(line, JournalJson.Reading) switch
            {
                { Journal: JournalHeader.CurrentVersion or JournalHeader.WithoutIds } when !isChecked => throw JournalErrors.Damaged(path,
                    1, "it has no checksum"),
                { Journal: JournalHeader.CurrentVersion or JournalHeader.WithoutIds
                    or JournalHeader.Unchecked } header => StoredObject.Problem(header, JournalJson.IsLeftOut) is { } problem
                    ? throw JournalErrors.Invalid(path, $"in its first line {problem}")
                    : header with { RunId = RunId.Parse(header.RunId).ToString() },
                _ => throw JournalErrors.Invalid(path, "its first line is of another version"),
            };
        }
        catch (Exception exception)
            when (exception is JsonException or FormatException or ArgumentException or InvalidOperationException
                or NotSupportedException or OverflowException)
        {
            throw JournalErrors.Invalid(path, $"its first line is not a journal's header ({JsonFault.Words(exception)})", exception);
        }
    }

    private void Take(string line, JournalLines lines)
    {
        var words = line.Split(' ');
        if (_tornBefore && words is not ["b", _])
        {
            throw lines.Damaged("the line before it is not what a run writes");
        }

        _tornBefore = false;
        if (!Understood(words, lines.Count))
        {
            // Version 0.1 went on after a line that had been cut off; a line with a checksum was never cut off.
            _tornBefore = !IsChecked && !line.Contains('\0') ? true : throw lines.Damaged("it is not what a run writes");
        }
    }

    private void Close(string path, JournalLines lines)
    {
        if (_tornBefore && !lines.Torn)
        {
            throw lines.Damaged("it is not what a run writes");
        }

        (Lines, Length, Chain, EndsWithLineFeed) = (lines.Count, lines.Length, lines.Chain, lines.EndsWithLineFeed);
        Warnings =
        [
            .. IsChecked
                ? Array.Empty<string>()
                : [$"The journal '{path}' is one of version 0.1, whose lines have no checksums: damage that leaves it readable does "
                    + "not show, so see whether the number of documents is plausible."],
            .. lines.Torn
                ? [string.Create(
                    CultureInfo.InvariantCulture,
                    $"The last line of the journal '{path}' was cut off and is left out; the {lines.Count} before it were read. No "
                        + $"turn had followed from it.")]
                : Array.Empty<string>(),
        ];
    }

    private bool Understood(string[] words, long count)
    {
        switch (words)
        {
            case ["r", var client, var from, var to, var ms] when JournalNumbers.Elapsed(ms, out var elapsed)
                && _clients.Reserve(client, from, to):
                _part = elapsed > _part ? elapsed : _part;
                return true;
            case ["d", var client, var turn]:
                return _clients.Doubt(client, turn);
            case ["x", var client, var turn, var triple, var operation]:
                return _clients.Exclude(client, turn, triple, operation);
            case ["i", var client, var turn, var triple, var operation, var id] when HasIds:
                return _clients.Created(client, turn, triple, operation, id);
            case ["p", var client, var scenario] when HasIds:
                return _parents.Begin(client, scenario);
            case ["q", var client, var scenario] when HasIds:
                return _parents.End(client, scenario);
            case ["m", var ms, .. var marks] when JournalNumbers.Elapsed(ms, out var elapsed) && Array.TrueForAll(marks, _clients.Mark):
                _part = elapsed;
                return true;
            case ["e", var ms, var reason, .. var lines] when JournalNumbers.Elapsed(ms, out var elapsed)
                && JournalNumbers.Reason(reason, out var stop)
                && IsCount(lines, count - 1):
                (_part, Ended) = (elapsed, stop);
                _clients.End();
                return true;
            case ["b", _]:
                (_partsBefore, _part, Ended) = (Elapsed, TimeSpan.Zero, null);
                _clients.BeginPart();
                return true;
            case [""] when !IsChecked:
                return true; // before the line with which another part begins
            default:
                return false;
        }
    }

    private bool IsCount(string[] words, long count) => IsChecked
        ? words is [var written]
            && long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number == count
        : words.Length == 0;
}
