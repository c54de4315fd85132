using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace EdFi.BatchPerf.Jobs.Fleet.Machines;

/// <summary>The module that every machine of a fleet has to have: known by the hash of its files, and carried as one zip.</summary>
internal sealed class FleetModule
{
    /// <summary>Folders of the module that a machine which only sends does not use.</summary>
    private static readonly string[] LeftOut = ["simulator", "en-US"];

    private readonly string _folder;
    private readonly Lazy<byte[]> _zip;

    private FleetModule(string folder, IReadOnlyList<string> files)
    {
        _folder = folder;
        Hash = HashOf(files);
        _zip = new Lazy<byte[]>(() => Pack(files));
    }

    /// <summary>SHA-256 over names and contents of the files, in lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The files in one zip; made when it is needed first.</summary>
    public ReadOnlyMemory<byte> Zip => _zip.Value;

    /// <summary>Reads a module's folder.</summary>
    /// <param name="folder">Full path of the folder with the manifest.</param>
    public static FleetModule Read(string folder) => new(
        folder,
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(static name => !Array.Exists(LeftOut, part => name.StartsWith(part + "/", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ]);

    private string HashOf(IReadOnlyList<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, name))));
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    private byte[] Pack(IReadOnlyList<string> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in files)
            {
                zip.CreateEntryFromFile(Path.Combine(_folder, name), name, CompressionLevel.Fastest);
            }
        }

        return stream.ToArray();
    }
}
