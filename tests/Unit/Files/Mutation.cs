namespace EdFi.BatchPerf.Unit.Files;

/// <summary>Damage as disks, transfers and people do it to a file, drawn from a seed.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(1, 200), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, Words[random.Next(Words.Length)]);
                break;
            case 6:
                bytes[at] = (byte)random.Next('0', '9' + 1);
                break;
            default:
                for (var i = 0; i < length; i++)
                {
                    bytes[at + i] = 0;
                }

                break;
        }

        return [.. bytes];
    }

    private static readonly byte[][] Words =
    [
        .. new[] { "\"", ",", "\r\n", "null", "-1", "1e999", "9223372036854775807", "99999999999999999999", "\\ud800", "{}", "[]", "True", "r 0 1 9223372036854775807 0\n", "e 1 Duration\n", "\"runId\":\"x\"," }
            .Select(System.Text.Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80],
    ];
}
