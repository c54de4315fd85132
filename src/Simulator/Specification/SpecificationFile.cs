using System.IO.Compression;

namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>Reads a file of metadata, compressed or not.</summary>
internal static class SpecificationFile
{
    private const int MostBytes = 256 * 1024 * 1024;

    /// <summary>The file's text, UTF-8; gzip is told by its first two bytes, not by the name.</summary>
    /// <exception cref="SpecificationException">The file cannot be read, or is larger than 256 MB.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.Length > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B ? Unpack(bytes, path) : bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SpecificationException($"The file '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static byte[] Unpack(byte[] bytes, string path)
    {
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var buffer = new byte[81920];
        for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > MostBytes)
            {
                throw new SpecificationException($"The file '{path}' is larger than {MostBytes / 1024 / 1024} MB when unpacked.");
            }
        }

        return unpacked.ToArray();
    }
}
