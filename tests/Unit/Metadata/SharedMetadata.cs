using System.IO.Compression;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Unit.Metadata;

/// <summary>OpenAPI documents as real servers served them.</summary>
internal static class SharedMetadata
{
    /// <summary>Where they lie; null where they do not.</summary>
    public static string? Folder { get; } = Find();

    public static byte[] Bytes(string name)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(Folder!, name + ".json.gz")), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return memory.ToArray();
    }

    public static ServerIdentities Read(string name) => ServerIdentities.Read(Bytes(name), name);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdFi.BatchPerf.PS.sln")))
            {
                var shared = Path.Combine(folder.Parent?.FullName ?? "", "shared", "contract", "metadata");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
