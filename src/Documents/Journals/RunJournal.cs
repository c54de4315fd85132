using System.Globalization;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Execution;

namespace EdFi.BatchPerf.Documents.Journals;

/// <summary>
/// A run's journal as a file of lines, each handed to the operating system before anything follows from it, so that it is complete when the
/// process is killed. The first line is the header in JSON; the others begin with a letter: <c>b</c> another part of the run begins;
/// <c>r client from to ms</c> turns that may be begun from now on, those before them having ended; <c>m ms client:turn …</c> once a second, how
/// far clients have come; <c>d client turn</c> a turn of which nobody can say what it left; <c>e ms reason</c> the end, nothing being in flight.
/// </summary>
public sealed class RunJournal : IRunJournal, IDisposable
{
    private const int FirstBlock = 8;
    private const int LargestBlock = 4096;
    private static readonly TimeSpan BlockLasts = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private readonly FileStream _claim;
    private readonly FileStream _file;
    private readonly long _began = Environment.TickCount64;
    private readonly IReadOnlyDictionary<int, JournalClient> _before;
    private readonly Dictionary<int, Block> _blocks = [];
    private readonly Dictionary<int, long> _marked = [];

    /// <param name="path">The file.</param>
    /// <param name="mode">How to open it.</param>
    /// <param name="before">Reads what it says of clients; asked when no other run can write it any more.</param>
    private RunJournal(string path, FileMode mode, Func<IReadOnlyDictionary<int, JournalClient>> before)
    {
        _claim = JournalFile.Claim(path);
        try
        {
            _before = before();
            _file = JournalFile.Open(path, mode);
        }
        catch
        {
            _claim.Dispose();
            throw;
        }
    }

    /// <summary>Full path.</summary>
    public string Path => _file.Name;

    /// <summary>The journal beside a results file: <c>results.csv</c> → <c>results.journal</c>.</summary>
    public static string PathBeside(string resultPath) => System.IO.Path.ChangeExtension(resultPath, ".journal");

    /// <summary>Begins a journal.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The run.</param>
    /// <param name="force">Whether a file that is there may be replaced.</param>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public static RunJournal Create(string path, JournalHeader header, bool force)
    {
        var journal = new RunJournal(path, force ? FileMode.Create : FileMode.CreateNew, static () => new Dictionary<int, JournalClient>());
        journal.Write(JsonSerializer.Serialize(header, JournalJson.Options));
        return journal;
    }

    /// <summary>Finds out whether a journal could be begun, and leaves everything as it is.</summary>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public static void Probe(string path, bool force)
    {
        using var claim = JournalFile.Claim(path);
        var there = File.Exists(path);
        JournalFile.Open(path, there && force ? FileMode.Open : FileMode.CreateNew).Dispose();
        if (!there)
        {
            File.Delete(path);
        }
    }

    /// <summary>Goes on with the journal of a run that goes on.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BatchPerfException">JournalInUse, JournalNotWritable; those of <see cref="JournalContent.Read"/>.</exception>
    public static RunJournal Continue(string path)
    {
        var journal = new RunJournal(path, FileMode.Open, () => JournalContent.Read(path).Clients);
        journal._file.Seek(0, SeekOrigin.End);
        journal.Write(string.Create(CultureInfo.InvariantCulture, $"\nb {DateTimeOffset.UtcNow:O}")); // a line that was cut off stays a line of its own
        return journal;
    }

    /// <inheritdoc/>
    public long LastSequence(int client) => _before.TryGetValue(client, out var known) ? known.High : 0;

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
    public void End(TimeSpan elapsed, StopReason reason) => Write(string.Create(CultureInfo.InvariantCulture, $"e {(long)elapsed.TotalMilliseconds} {reason}"));

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _claim.Dispose();
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes(line + '\n')); // unbuffered: what was written outlives the process
        }
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Block(long Size, long At);
}
