namespace EdFi.BatchPerf.Files.Output;

/// <summary>A directory for reports.</summary>
internal static class OutputDirectory
{
    /// <summary>Creates the directory where it is missing and claims files in it, before anything is sent.</summary>
    /// <param name="directory">Folder for the files.</param>
    /// <param name="names">Their names.</param>
    /// <returns>The claims, to be disposed when the files are complete.</returns>
    /// <exception cref="BatchPerfException"><c>OutputDirectoryNotWritable</c>; <c>OutputInUse</c>: another run writes one of
    /// them.</exception>
    public static OutputClaims Claim(string directory, params IReadOnlyList<string> names)
    {
        Check(directory);
        var claims = new OutputClaims();
        try
        {
            foreach (var name in names)
            {
                claims.Add(Path.Combine(directory, name));
            }

            return claims;
        }
        catch
        {
            claims.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Deletes a file that an earlier run left under this name, so that it is not taken for this run's; leaves one that cannot be deleted.
    /// </summary>
    public static void Discard(string path) => OutputFile.Discard(path);

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
