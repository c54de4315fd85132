namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>
/// A file that readers of paths are given, written anew for each input and deleted with the process's folder; in memory where the system
/// has a place for it.
/// </summary>
internal static class ScratchFile
{
    private const string InMemory = "/dev/shm";

    private static readonly DirectoryInfo Folder = Make();

    /// <summary>Puts the bytes into a file of that name.</summary>
    public static string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The content of what something writes to a path.</summary>
    public static byte[] WrittenBy(string name, Action<string> write)
    {
        var path = System.IO.Path.Combine(Folder.FullName, name);
        File.Delete(path);
        write(path);
        return File.ReadAllBytes(path);
    }

    private static DirectoryInfo Make()
    {
        var folder = Directory.Exists(InMemory)
            ? Directory.CreateDirectory(System.IO.Path.Combine(InMemory, $"batchperf-attack-{Environment.ProcessId}"))
            : Directory.CreateTempSubdirectory("batchperf-attack-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }
}
