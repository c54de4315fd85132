namespace EdFi.BatchPerf.Documents.Journals;

/// <summary>Opens journals and says in words why one cannot be opened.</summary>
internal static class JournalFile
{
    public static FileStream Open(string path, FileMode mode)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw mode == FileMode.CreateNew && File.Exists(path)
                ? new BatchPerfException("JournalExists", ProblemKind.File, $"The journal '{path}' exists already; it may be needed to find what its run left.", "Choose another path, or use -Force (--force) to overwrite it.", exception)
                : new BatchPerfException("JournalNotWritable", ProblemKind.File, $"The journal '{path}' cannot be written: {exception.Message}", "Choose a path in an existing directory that you may write to.", exception);
        }
    }

    /// <summary>
    /// Claims a journal for one run, until it is disposed or the process dies: two that wrote the same journal would use the same natural keys.
    /// A file of its own, because elsewhere than on Windows a lock on the journal would keep readers out, too.
    /// </summary>
    public static FileStream Claim(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var claim = path + ".lock";
        try
        {
            return new FileStream(claim, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw exception is IOException and not DirectoryNotFoundException && File.Exists(claim)
                ? new BatchPerfException("JournalInUse", ProblemKind.File, $"The journal '{path}' belongs to a run that still lasts.", "Wait for the end of that run, or choose another path.", exception)
                : new BatchPerfException("JournalNotWritable", ProblemKind.File, $"The journal '{path}' cannot be written: {exception.Message}", "Choose a path in an existing directory that you may write to.", exception);
        }
    }

    public static IEnumerable<string> ReadLines(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new BatchPerfException("JournalNotReadable", ProblemKind.File, $"The journal '{path}' cannot be read: {exception.Message}", "Check the path and that you may read the file.", exception);
        }

        return Lines(file);
    }

    private static IEnumerable<string> Lines(FileStream file)
    {
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
