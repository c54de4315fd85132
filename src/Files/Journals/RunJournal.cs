using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>
/// A run's journal as a file of lines, each handed to the operating system before anything follows from it, so that it is complete when the
/// process is killed. The first line is the header in JSON; the others begin with a letter: <c>b</c> another part of the run begins;
/// <c>r client from to ms</c> turns that may be begun from now on, those before them having ended; <c>m ms client:turn …</c> once a second,
/// how far clients have come; <c>d client turn</c> a turn that may have left documents; <c>x client turn triple operation</c> a document
/// that was there before the run and that its create changed: it is not the run's; <c>i client turn triple operation id</c> what a create
/// of a run without batches created; <c>p client scenario</c> parents that are created from now on and that the client's batches reuse, the
/// scenario by its position in the header; <c>q client scenario</c> all of these were deleted; <c>e ms reason lines</c> the end, nothing
/// being in flight, with the number of lines before it. Each line ends with its checksum, see <see cref="JournalLine"/>. Only its owner may
/// read it.
/// </summary>
internal sealed class RunJournal : IRunJournal, IDisposable
{
    private const int FirstBlock = 8;
    private const int LongestIdLine = 128;
    internal const int LargestBlock = 4096;
    private static readonly TimeSpan BlockLasts = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private readonly FileClaim? _claim;
    private readonly Stream _file;
    private readonly long _began = Environment.TickCount64;
    private readonly Dictionary<int, long> _before;
    private readonly Dictionary<int, Block> _blocks = [];
    private readonly Dictionary<int, long> _marked = [];
    private readonly bool _checked;
    private readonly bool _keepsIds;
    private uint _chain;
    private long _lines;
    private bool _torn;

    private RunJournal(FileStream file, FileClaim? claim, JournalContent? before)
        : this(file, file.Name, claim, before)
    {
    }

    private RunJournal(Stream file, string path, FileClaim? claim, JournalContent? before)
    {
        _file = file;
        _claim = claim;
        Path = path;
        _before = before?.Clients.ToDictionary(static c => c.Key, static c => c.Value.High) ?? [];
        _checked = before?.IsChecked ?? true;
        _keepsIds = before?.HasIds ?? true;
        _chain = before?.Chain ?? 0;
        _lines = before?.Lines ?? 0;
    }

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The journal beside a results file: <c>results.csv</c> → <c>results.journal</c>.</summary>
    public static string PathBeside(string resultPath) => System.IO.Path.ChangeExtension(resultPath, ".journal");

    /// <summary>Begins a journal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The run.</param>
    /// <param name="force">True to replace a file that exists.</param>
    /// <param name="claims">Claims of the host; a file that is not among them is claimed here until the journal is disposed.</param>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public static RunJournal Create(string path, JournalHeader header, bool force, OutputClaims? claims = null) =>
        Open(
            path,
            claims,
            claim => new RunJournal(JournalFile.Create(path, force), claim, before: null),
            JsonSerializer.Serialize(header, JournalJson.Writing));

    /// <summary>Discards everything written; used by the rehearsal.</summary>
    internal static RunJournal ToNowhere() => new(Stream.Null, path: "", claim: null, before: null);

    /// <summary>
    /// Claims the journal of a later <see cref="Create"/> and finds out whether it could be begun; leaves everything as it is.
    /// </summary>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public static void Claim(string path, bool force, OutputClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        JournalFile.Claim(path, force, claims);
    }

    /// <summary>Claims the journal of a later <see cref="Continue"/>.</summary>
    /// <exception cref="BatchPerfException">JournalInUse, JournalNotWritable.</exception>
    public static void ClaimForMore(string path, OutputClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        claims.Add(path, "JournalInUse", "JournalNotWritable");
    }

    /// <summary>
    /// Claims a journal while documents of its run are deleted, before it is read: the documents of a run that still lasts are in use.
    /// </summary>
    /// <returns>Null where nothing can be written beside the journal, so that no run can write it either.</returns>
    /// <exception cref="BatchPerfException">JournalInUse: the run still lasts.</exception>
    public static IDisposable? ClaimForRemoval(string path)
    {
        try
        {
            return FileClaim.Take(path, "JournalInUse", "JournalNotWritable");
        }
        catch (BatchPerfException problem) when (problem.ErrorId == "JournalNotWritable")
        {
            return null;
        }
        catch (BatchPerfException problem) when (problem.ErrorId == "JournalInUse")
        {
            throw new BatchPerfException(
                "JournalInUse",
                ProblemKind.File,
                $"The run of the journal '{path}' still lasts, so nothing of it is deleted.",
                "Wait for its end, or stop it, and try again.",
                problem);
        }
    }

    /// <summary>Goes on with the journal of a run that goes on, in the form that it has; a line that was cut off is cut away.</summary>
    /// <param name="path">The file.</param>
    /// <param name="claims">Claims of the host; a file that is not among them is claimed here until the journal is disposed.</param>
    /// <exception cref="BatchPerfException">JournalInUse, JournalNotWritable; those of <see cref="JournalContent.Read"/>.</exception>
    public static RunJournal Continue(string path, OutputClaims? claims = null)
    {
        RunJournal Read(FileClaim? claim)
        {
            var before = JournalContent.Read(path, JournalUse.Progress); // now that no other run can write it any more
            return new RunJournal(JournalFile.Continue(path, before.Length, before.EndsWithLineFeed), claim, before);
        }

        return Open(path, claims, Read, string.Create(CultureInfo.InvariantCulture, $"b {DateTimeOffset.UtcNow:O}"));
    }

    /// <inheritdoc/>
    public long LastSequence(int client) => _before.GetValueOrDefault(client);

    /// <inheritdoc/>
    public long Reserve(int client, long sequence)
    {
        lock (_gate)
        {
            var now = Environment.TickCount64;
            var size = !_blocks.TryGetValue(client, out var block) ? FirstBlock
                : now - block.At < BlockLasts.TotalMilliseconds ? Math.Min(block.Size * 2, LargestBlock)
                : Math.Max(block.Size / 2, FirstBlock);
            _blocks[client] = new Block(size, now);
            var last = sequence + size - 1;
            Write(string.Create(CultureInfo.InvariantCulture, $"r {client} {sequence} {last} {now - _began}"));
            return last;
        }
    }

    /// <inheritdoc/>
    public void Doubt(int client, long sequence) => Write(string.Create(CultureInfo.InvariantCulture, $"d {client} {sequence}"));

    /// <inheritdoc/>
    public void Exclude(int client, long sequence, int triple, int operation) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"x {client} {sequence} {triple} {operation}"));

    /// <summary>Has the parents that a client's batches of a scenario reuse written down, before the first of them is created.</summary>
    /// <param name="client">The client.</param>
    /// <param name="scenario">Position of the scenario in the plan, from 0.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public void BeginParents(int client, int scenario) => Write(string.Create(CultureInfo.InvariantCulture, $"p {client} {scenario}"));

    /// <summary>Notes that all of them were deleted.</summary>
    /// <inheritdoc cref="BeginParents"/>
    public void EndParents(int client, int scenario) => Write(string.Create(CultureInfo.InvariantCulture, $"q {client} {scenario}"));

    /// <inheritdoc/>
    public void Created(int client, long sequence, int triple, int operation, string id)
    {
        if (!_keepsIds)
        {
            return;
        }

        // One for each triple of a Volume run: the only line that there are many of.
        Span<byte> line = stackalloc byte[LongestIdLine];
        if (Utf8.TryWrite(
            line[..^(JournalLine.MarkLength + 1)],
            CultureInfo.InvariantCulture,
            $"i {client} {sequence} {triple} {operation} {id}",
            out var length))
        {
            lock (_gate)
            {
                BeginWrite();
                _file.Write(line[..JournalLine.Seal(line, length, ref _chain)]);
                EndWrite();
            }
        }
    }

    /// <inheritdoc/>
    public void Mark(TimeSpan elapsed, IReadOnlyList<(int Client, long Sequence)> clients)
    {
        ArgumentNullException.ThrowIfNull(clients);
        lock (_gate)
        {
            var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"m {(long)elapsed.TotalMilliseconds}");
            foreach (var (client, sequence) in clients)
            {
                if (_marked.GetValueOrDefault(client) != sequence)
                {
                    _marked[client] = sequence;
                    line.Append(CultureInfo.InvariantCulture, $" {client}:{sequence}");
                }
            }

            Write(line.ToString());
        }
    }

    /// <inheritdoc/>
    public void End(TimeSpan elapsed, StopReason reason)
    {
        lock (_gate)
        {
            Write(
                string.Create(CultureInfo.InvariantCulture, $"e {(long)elapsed.TotalMilliseconds} {reason}")
                    + (_checked ? string.Create(CultureInfo.InvariantCulture, $" {_lines}") : ""));
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _claim?.Dispose();
    }

    private static RunJournal Open(string path, OutputClaims? claims, Func<FileClaim?, RunJournal> open, string first)
    {
        var claim = JournalFile.Claim(path, claims);
        RunJournal? journal = null;
        try
        {
            journal = open(claim);
            journal.Write(first);
            return journal;
        }
        catch (Exception exception)
        {
            journal?._file.Dispose();
            claim?.Dispose();
            if (exception is IOException)
            {
                throw JournalFile.NotWritable(path, exception);
            }

            throw;
        }
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            // unbuffered: what was written outlives the process
            BeginWrite();
            _file.Write(_checked ? JournalLine.Write(line, ref _chain) : Encoding.UTF8.GetBytes(line + '\n'));
            EndWrite();
        }
    }

    /// <summary>Behind a line that was cut off nothing may follow, or the journal would be damaged in its middle.</summary>
    /// <exception cref="IOException">A line could not be written before.</exception>
    private void BeginWrite()
    {
        if (_torn)
        {
            throw new IOException("An earlier line of the journal could not be written.");
        }

        _torn = true;
    }

    private void EndWrite()
    {
        _torn = false;
        _lines++;
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Block(long Size, long At);
}
