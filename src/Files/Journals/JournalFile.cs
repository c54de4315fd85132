using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>Opens journals and says in words why one cannot be opened.</summary>
internal static class JournalFile
{
    /// <exception cref="BatchPerfException">JournalExists, JournalNotWritable.</exception>
    public static FileStream Create(string path, bool force) =>
        Opened(path, force, () => GrowingFile.Create(path, force, FileAudience.Owner));

    /// <summary>Opens a journal to go on after its last whole line.</summary>
    /// <exception cref="BatchPerfException">JournalNotWritable.</exception>
    public static FileStream Continue(string path, long length, bool endsWithLineFeed) => Opened(path, force: true, () =>
    {
        var file = GrowingFile.Continue(path);
        try
        {
            file.SetLength(length);
            file.Seek(0, SeekOrigin.End);
            file.Write(endsWithLineFeed ? [] : "\n"u8);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    });

    /// <summary>Claims a journal for one run: two that wrote the same journal would use the same natural keys.</summary>
    /// <exception cref="BatchPerfException">JournalInUse, JournalNotWritable.</exception>
    public static FileClaim? Claim(string path, OutputClaims? claims) =>
        OutputClaims.Own(claims, path, "JournalInUse", "JournalNotWritable");

    /// <summary>Claims the journal of a later run and finds out whether it could be begun; leaves everything as it is.</summary>
    /// <exception cref="BatchPerfException">JournalExists, JournalInUse, JournalNotWritable.</exception>
    public static void Claim(string path, bool force, OutputClaims claims)
    {
        claims.Add(path, "JournalInUse", "JournalNotWritable");
        if (!force && File.Exists(path))
        {
            throw Exists(path, cause: null);
        }

        Opened(path, force, () =>
        {
            GrowingFile.Probe(path);
            return true;
        });
    }

    /// <exception cref="BatchPerfException">JournalNotReadable.</exception>
    public static FileStream OpenForReading(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new BatchPerfException(
                "JournalNotReadable",
                ProblemKind.FileNotReadable,
                $"The journal '{path}' cannot be read: {exception.Message}",
                "Check the path and that you may read the file.",
                exception);
        }
    }

    public static BatchPerfException NotWritable(string path, Exception cause) =>
        new(
            "JournalNotWritable",
            ProblemKind.File,
            $"The journal '{path}' cannot be written: {cause.Message}",
            "Choose a path in an existing directory that you may write to, on a disk with room.",
            cause);

    private static T Opened<T>(string path, bool force, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw !force && File.Exists(path) ? Exists(path, exception) : NotWritable(path, exception);
        }
    }

    private static BatchPerfException Exists(string path, Exception? cause) =>
        new(
            "JournalExists",
            ProblemKind.FileExists,
            $"The journal '{path}' exists already; it may be needed to find what its run left.",
            $"Choose another path, or use {new OptionKey("Force")} to overwrite it.",
            cause);
}
