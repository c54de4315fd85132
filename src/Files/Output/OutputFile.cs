namespace EdFi.BatchPerf.Files.Output;

/// <summary>Creates files for reports and says in words why one cannot be created.</summary>
internal static class OutputFile
{
    /// <summary>Makes a file that grows and that others may read meanwhile; see <see cref="GrowingFile.Create"/>.</summary>
    /// <exception cref="BatchPerfException">It exists and <paramref name="force"/> is false, or it cannot be written.</exception>
    public static FileStream Create(
        string path,
        bool force,
        FileAudience audience,
        string notWritableId = "ReportNotWritable",
        string existsId = "ReportExists")
    {
        try
        {
            return GrowingFile.Create(path, force, audience);
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw !force && File.Exists(path) ? Exists(path, existsId, exception) : NotWritable(path, notWritableId, exception);
        }
    }

    /// <summary>Writes a file as a whole or not at all; see <see cref="WholeFile.Write"/>.</summary>
    /// <exception cref="BatchPerfException">It cannot be written.</exception>
    public static void Write(string path, FileAudience audience, Action<Stream> write, string notWritableId = "ReportNotWritable")
    {
        try
        {
            WholeFile.Write(path, audience, write);
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw NotWritable(path, notWritableId, exception);
        }
    }

    /// <summary>
    /// Finds out whether <see cref="Create"/> would succeed in a folder that can be written, and leaves everything as it is.
    /// </summary>
    /// <exception cref="BatchPerfException">It exists and <paramref name="force"/> is false, or it cannot be written.</exception>
    public static void Probe(string path, bool force, string notWritableId = "ReportNotWritable", string existsId = "ReportExists")
    {
        try
        {
            GrowingFile.Probe(path);
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw NotWritable(path, notWritableId, exception);
        }

        if (!force && File.Exists(path))
        {
            throw Exists(path, existsId);
        }
    }

    /// <summary>
    /// Deletes a file that an earlier run left under this name, so that it is not taken for this run's; leaves one that cannot be deleted.
    /// </summary>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            // it is named when it is to be written
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
        catch (Exception exception) when (IsOfFiles(exception))
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
        ProblemKind.FileExists,
        $"'{path}' exists already.",
        $"Choose another path, or use {new OptionKey("Force")} to overwrite it.",
        cause);

    private static bool IsOfFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
