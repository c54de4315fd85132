namespace EdFi.BatchPerf.Reporting;

/// <summary>Creates files for reports and says in words why one cannot be created.</summary>
internal static class OutputFile
{
    /// <summary>Opens a file for writing that others may read meanwhile; unbuffered, since its writers buffer.</summary>
    /// <exception cref="BatchPerfException">It exists and <paramref name="force"/> is false, or it cannot be written.</exception>
    public static FileStream Create(string path, bool force, string notWritableId = "ReportNotWritable", string existsId = "ReportExists")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(path, force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw !force && File.Exists(path) ? Exists(path, existsId, exception) : NotWritable(path, notWritableId, exception);
        }
    }

    /// <summary>Finds out whether <see cref="Create"/> would succeed, and leaves everything as it is.</summary>
    /// <exception cref="BatchPerfException">It exists and <paramref name="force"/> is false, or it cannot be written.</exception>
    public static void Probe(string path, bool force, string notWritableId = "ReportNotWritable", string existsId = "ReportExists")
    {
        if (!File.Exists(path))
        {
            Create(path, force, notWritableId, existsId).Dispose();
            File.Delete(path);
            return;
        }

        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, notWritableId, exception);
        }

        if (!force)
        {
            throw Exists(path, existsId);
        }
    }

    /// <summary>Creates a directory where it is missing.</summary>
    /// <exception cref="BatchPerfException"><c>OutputDirectoryNotWritable</c>.</exception>
    public static string EnsureDirectory(string directory)
    {
        try
        {
            return Directory.CreateDirectory(directory).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw NotWritable(directory, "OutputDirectoryNotWritable", exception);
        }
    }

    public static BatchPerfException NotWritable(string path, string errorId, Exception cause) => new(
        errorId,
        ProblemKind.File,
        $"'{path}' cannot be written: {cause.Message}",
        "Choose a path in an existing directory that you may write to, on a disk with room.",
        cause);

    public static BatchPerfException Exists(string path, string errorId, Exception? cause = null) => new(
        errorId,
        ProblemKind.File,
        $"'{path}' exists already.",
        "Choose another path, or use -Force (--force) to overwrite it.",
        cause);
}
