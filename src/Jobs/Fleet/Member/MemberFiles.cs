using System.IO.Compression;
using System.Text;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Fleet.Messages;

namespace EdFi.BatchPerf.Jobs.Fleet.Member;

/// <summary>Files that a machine keeps of its run, read in compressed pieces.</summary>
internal sealed class MemberFiles
{
    /// <summary>Bytes of a piece before it is compressed: an answer waits for it, and so does the next tick.</summary>
    private const int PieceLength = 1024 * 1024;

    private readonly byte[] _run;
    private readonly string? _results;
    private readonly string? _journal;

    /// <param name="run">The run, ended.</param>
    /// <param name="results">Its results file; null for none.</param>
    /// <param name="journal">Its journal; null for none.</param>
    public MemberFiles(BatchRun run, string? results, string? journal)
    {
        _run = Encoding.UTF8.GetBytes(RunArchive.Write(run)!);
        _results = File.Exists(results) ? results : null;
        _journal = File.Exists(journal) ? journal : null;
        MayHaveLeft = _journal is not null && Names(_journal);
        All =
        [
            new(MemberFileKind.Run, Path: null, _run.Length),
            .. new[] { (MemberFileKind.Results, _results), (MemberFileKind.Journal, _journal) }
                .Where(static file => file.Item2 is not null)
                .Select(static file => new MemberFile(file.Item1, file.Item2, new FileInfo(file.Item2!).Length)),
        ];
    }

    /// <summary>Files that exist: the run, then its results and its journal.</summary>
    public IReadOnlyList<MemberFile> All { get; }

    /// <summary>
    /// True where the journal names turns or parents that may have left documents, kept ones or such as are in doubt, or cannot be read.
    /// </summary>
    public bool MayHaveLeft { get; }

    /// <summary>Reads a piece.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public FilePiece Read(MemberFileKind kind, long offset)
    {
        using Stream stream = kind switch
        {
            MemberFileKind.Run => new MemoryStream(_run, writable: false),
            MemberFileKind.Results => Open(_results),
            _ => Open(_journal),
        };
        stream.Seek(offset, SeekOrigin.Begin);
        var bytes = new byte[Math.Clamp(stream.Length - offset, 0, PieceLength)];
        stream.ReadExactly(bytes);
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        var next = offset + bytes.Length;
        return new FilePiece(packed.ToArray(), next < stream.Length ? next : null);
    }

    private static bool Names(string journal)
    {
        try
        {
            var content = JournalContent.Read(journal, JournalUse.Progress);
            return content.Parents.Count > 0 || content.Suspects().Any();
        }
        catch (BatchPerfException)
        {
            return true; // one that cannot be read is for the operator to look at
        }
    }

    private static FileStream Open(string? path) => path is null
        ? throw new FileNotFoundException("There is no such file.")
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
