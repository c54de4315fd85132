using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdFi.BatchPerf.Files.Runs;

/// <summary>An object as one line of text behind a prefix that names its kind: JSON, compressed, in base64.</summary>
internal static class PackedText
{
    /// <summary>Far more than 1,200 intervals of many request names take.</summary>
    private const int MaxLength = 256 * 1024 * 1024;

    public static string Write<T>(string prefix, T value, JsonTypeInfo<T> type)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(zip, value, type);
        }

        return prefix + Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <summary>The JSON, in UTF-8.</summary>
    /// <exception cref="FormatException">The text is something else, or too long.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static byte[] Read(string prefix, string text)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new FormatException($"it does not begin with {prefix}");
        }

        using var packed = new MemoryStream(Convert.FromBase64String(text[prefix.Length..]));
        using var zip = new GZipStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        var block = new byte[64 * 1024];
        while (zip.Read(block) is > 0 and var read)
        {
            bytes.Write(block, 0, read);
            if (bytes.Length > MaxLength)
            {
                throw new FormatException($"it unpacks to more than {MaxLength} bytes");
            }
        }

        return bytes.ToArray();
    }
}
