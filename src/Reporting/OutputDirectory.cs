namespace EdFi.BatchPerf.Reporting;

/// <summary>A directory for reports.</summary>
public static class OutputDirectory
{
    /// <summary>Creates the directory where it is missing and makes sure that files can be written into it, leaving none behind.</summary>
    /// <exception cref="BatchPerfException"><c>OutputDirectoryNotWritable</c>.</exception>
    public static void Check(string directory)
    {
        OutputFile.EnsureDirectory(directory);
        var probe = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.NotWritable(directory, "OutputDirectoryNotWritable", exception);
        }
    }
}
