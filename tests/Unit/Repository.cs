namespace EdFi.BatchPerf.Unit;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    /// <summary>The full path of one of its files.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "EdFi.BatchPerf.PS.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests lie in no checkout.");
        }

        return folder.FullName;
    }
}
