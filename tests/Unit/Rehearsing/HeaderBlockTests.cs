using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Rehearsing;

namespace EdFi.BatchPerf.Unit.Rehearsing;

/// <summary>Header blocks of HTTP/2, byte by byte.</summary>
public sealed class HeaderBlockTests
{
    [Theory]
    [InlineData("83 84", true, "/")] // all of the static table
    [InlineData("82 04 02 2F 61", false, "/a")]
    [InlineData("02 03 50 55 54 04 01 2F", false, "/")] // PUT
    [InlineData("42 04 50 4F 53 54 45 01 2F", true, "/")] // POST, to be kept
    [InlineData("13 04 50 4F 53 54 15 02 2F 62", true, "/b")] // never to be kept
    [InlineData("20 83 00 01 61 01 62 40 01 63 00 04 01 2F", true, "/")] // a size, and headers with names of their own
    [InlineData("3F E1 1F 83", true, "/")] // a size of 4096
    [InlineData("83 0F 0D 01 35", true, "/")] // content-length
    public void The_head_of_a_request_is_read_in_each_of_its_forms(string block, bool isPost, string path)
    {
        Assert.Equal((isPost, path), HeaderBlock.Read(Bytes(block)));
    }

    [Fact]
    public void A_path_of_any_length_is_read()
    {
        foreach (var length in new[] { 126, 127, 128, 254, 255, 256, 16_000 })
        {
            var path = "/" + new string('p', length - 1);
            byte[] size = length < 127 ? [(byte)length]
                : length - 127 < 128 ? [127, (byte)(length - 127)]
                : [127, (byte)(0x80 | ((length - 127) & 0x7F)), (byte)((length - 127) >> 7)];

            Assert.Equal((true, path), HeaderBlock.Read([0x83, 0x04, .. size, .. Encoding.ASCII.GetBytes(path)]));
        }
    }

    [Theory]
    [InlineData("BE")] // of the dynamic table
    [InlineData("7F 00 01 61")] // named by the dynamic table
    [InlineData("04 81 63")] // a Huffman code
    [InlineData("00 81 63 01 61")]
    [InlineData("04")]
    [InlineData("04 05 2F")]
    [InlineData("04 FF")]
    [InlineData("FF")]
    [InlineData("FF FF FF FF FF FF")] // a number without an end
    [InlineData("04 7F FF FF 7F 2F")]
    public void What_the_rehearsal_does_not_send_is_no_head(string block)
    {
        Assert.Null(HeaderBlock.Read(Bytes(block)));
    }

    [Theory]
    [InlineData(200, null, 5, true, true, "88 5F 1F 61 70 70 6C 69 63 61 74 69 6F 6E 2F 6A 73 6F 6E 3B 20 63 68 61 72 73 65 74 3D 75 74 66 2D 38 0F 0D 01 35")]
    [InlineData(200, null, 5, false, false, "88 BE")]
    [InlineData(201, "/a", 0, true, true, "08 03 32 30 31 0F 1F 02 2F 61")]
    [InlineData(204, null, 0, true, true, "89")]
    public void The_head_of_an_answer_is_as_servers_write_it(int status, string? location, int length, bool first, bool sized, string block)
    {
        var written = new ArrayBufferWriter<byte>();

        HeaderBlock.Write(written, new StandInAnswer(status, location, new byte[length]), first, sized);

        Assert.Equal(Bytes(block), written.WrittenSpan.ToArray());
    }

    private static byte[] Bytes(string block) => Convert.FromHexString(block.Replace(" ", "", StringComparison.Ordinal));
}
