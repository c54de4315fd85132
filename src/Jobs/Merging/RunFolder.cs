using EdFi.BatchPerf.Files.Runs;

namespace EdFi.BatchPerf.Jobs.Merging;

/// <summary>
/// The files of runs in a folder and one level below; merged runs among them are passed over. Files are whole or not there.
/// </summary>
/// <param name="folder">Its full path.</param>
internal sealed class RunFolder(string folder)
{
    private readonly Dictionary<string, RunDocument> _read = new(StringComparer.Ordinal);

    /// <summary>Machines' runs by path, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, RunDocument>> Runs =>
        [.. _read.Where(static run => run.Value.Machines.Count == 0).OrderBy(static run => run.Key, StringComparer.Ordinal)];

    /// <summary>Reads the runs in the folder that were not read before.</summary>
    /// <param name="lenient">True where a file that cannot be read may be another one soon.</param>
    /// <exception cref="BatchPerfException"><c>RunFolderNotReadable</c>; a file cannot be read, or is something else.</exception>
    public void Read(bool lenient)
    {
        foreach (var path in Find().Where(path => !_read.ContainsKey(path)))
        {
            try
            {
                _read.Add(path, RunJson.Read(path));
            }
            catch (BatchPerfException) when (lenient)
            {
                // looked at again with the next reading
            }
        }
    }

    private IEnumerable<string> Find()
    {
        try
        {
            var pattern = "*" + RunJson.Extension;
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, pattern), .. Directory.EnumerateDirectories(folder).SelectMany(
                    child => Directory.EnumerateFiles(child, pattern))]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                "RunFolderNotReadable",
                ProblemKind.FileNotReadable,
                $"'{folder}' cannot be read: {exception.Message}",
                "Check the path and that you may read the folder.",
                exception);
        }
    }
}
