//! The pages of a column, unpacked here and not by the library: a page of a few bytes can unpack to any number, whatever it says of
//! itself.

use std::fs::File;
use std::io::Read;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::Result;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::delta;
use super::errors::{false_page, refused};
use super::kind::Column;
use crate::messages::message;
use crate::sources::budget::Budget;

/// Of a page, usually; most are a megabyte.
const USUAL: u64 = 256 << 20;
/// Snappy and LZ4 make no more of a byte.
const MOST_OF_SNAPPY: u64 = 64;
const MOST_OF_LZ4: u64 = 256;

/// The pages of a column in a row group.
pub(super) struct Pages {
    packed: SerializedPageReader<File>,
    compression: Compression,
    /// Whether rows may have no value.
    optional: bool,
    budget: Arc<Mutex<Budget>>,
}

impl Pages {
    pub(super) fn new(
        file: &Arc<File>,
        chunk: &ColumnChunkMetaData,
        column: &Column,
        budget: Arc<Mutex<Budget>>,
    ) -> Result<Pages> {
        let rows = usize::try_from(chunk.num_values()).map_err(|_| false_page())?;
        // the library hands them over as they stand
        let plain = chunk.clone().into_builder();
        let plain = plain.set_compression(Compression::UNCOMPRESSED).build()?;
        Ok(Pages {
            packed: SerializedPageReader::new(Arc::clone(file), &plain, rows, None)?,
            compression: chunk.compression(),
            optional: column.levels > 0,
            budget,
        })
    }

    fn unpacked(&self, page: Page) -> Result<Page> {
        match page {
            Page::DataPage {
                buf,
                num_values,
                encoding,
                def_level_encoding,
                rep_level_encoding,
                statistics,
            } => {
                let buf = self.unpack(&buf, 0)?;
                let values = self.behind_levels(&buf, def_level_encoding)?;
                delta::check(encoding, values, num_values).ok_or_else(false_page)?;
                Ok(Page::DataPage {
                    buf,
                    num_values,
                    encoding,
                    def_level_encoding,
                    rep_level_encoding,
                    statistics,
                })
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                num_nulls,
                num_rows,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed,
                statistics,
            } => {
                let levels = (def_levels_byte_len.checked_add(rep_levels_byte_len))
                    .and_then(|levels| usize::try_from(levels).ok())
                    .filter(|levels| *levels <= buf.len())
                    .ok_or_else(false_page)?;
                let buf = if is_compressed {
                    self.unpack(&buf, levels)?
                } else {
                    self.counted(buf)?
                };
                delta::check(encoding, &buf[levels..], num_values).ok_or_else(false_page)?;
                Ok(Page::DataPageV2 {
                    buf,
                    num_values,
                    encoding,
                    num_nulls,
                    num_rows,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    is_compressed: false,
                    statistics,
                })
            }
            Page::DictionaryPage {
                buf,
                num_values,
                encoding,
                is_sorted,
            } => {
                let buf = self.unpack(&buf, 0)?;
                // each takes a byte and more; the library makes room for as many as are said
                if u64::from(num_values) > buf.len() as u64 {
                    return Err(false_page());
                }
                Ok(Page::DictionaryPage {
                    buf,
                    num_values,
                    encoding,
                    is_sorted,
                })
            }
        }
    }

    /// The values of a page of the first version, before which stand the levels with their length.
    fn behind_levels<'b>(&self, page: &'b Bytes, levels: Encoding) -> Result<&'b [u8]> {
        if !self.optional {
            return Ok(page);
        }
        if levels != Encoding::RLE {
            return Ok(&[]);
        }
        let (length, rest) = page.split_first_chunk::<4>().ok_or_else(false_page)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| false_page())?;
        rest.get(length..).ok_or_else(false_page)
    }

    /// Unpacks what stands behind the first `plain` bytes.
    fn unpack(&self, page: &Bytes, plain: usize) -> Result<Bytes> {
        if self.compression == Compression::UNCOMPRESSED {
            return self.counted(page.clone());
        }
        let packed = &page[plain..];
        let most = self.most()?;
        let mut out = page[..plain].to_vec();
        match self.compression {
            _ if packed.is_empty() => {}
            Compression::SNAPPY => {
                let size = snap::raw::decompress_len(packed).map_err(|_| false_page())?;
                if size as u64 > MOST_OF_SNAPPY * packed.len() as u64 {
                    return Err(false_page());
                }
                self.holds(size as u64)?;
                let unpacked = snap::raw::Decoder::new().decompress_vec(packed);
                out.extend(unpacked.map_err(|_| false_page())?);
            }
            Compression::LZ4_RAW => {
                // the size is not in it
                let size = (MOST_OF_LZ4 * packed.len() as u64).min(most);
                let size = usize::try_from(size).map_err(|_| false_page())?;
                let unpacked = lz4_flex::block::decompress(packed, size);
                out.extend(unpacked.map_err(|_| false_page())?);
            }
            Compression::GZIP(_) => self.read(MultiGzDecoder::new(packed), most, &mut out)?,
            Compression::BROTLI(_) => {
                let unpacked = brotli::Decompressor::new(packed, 1 << 16);
                self.read(unpacked, most, &mut out)?;
            }
            Compression::ZSTD(_) => {
                let unpacked = zstd::Decoder::new(packed).map_err(|_| false_page())?;
                self.read(unpacked, most, &mut out)?;
            }
            other => {
                let name = other.to_string();
                return Err(refused(message!("source-parquet-codec", codec = name)));
            }
        }
        self.counted(Bytes::from(out))
    }

    /// Takes what is unpacked, up to one byte more than may be.
    fn read(&self, from: impl Read, most: u64, out: &mut Vec<u8>) -> Result<()> {
        let read = from.take(most + 1).read_to_end(out);
        let read = read.map_err(|_| false_page())?;
        self.holds(read as u64)
    }

    /// How much a page may hold.
    fn most(&self) -> Result<u64> {
        Ok(self.budget()?.left().min(USUAL))
    }

    fn holds(&self, bytes: u64) -> Result<()> {
        self.budget()?.holds(bytes, USUAL).map_err(refused)
    }

    fn counted(&self, page: Bytes) -> Result<Bytes> {
        self.budget()?.bytes(page.len() as u64).map_err(refused)?;
        Ok(page)
    }

    fn budget(&self) -> Result<std::sync::MutexGuard<'_, Budget>> {
        self.budget.lock().map_err(|_| false_page())
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.packed.get_next_page()?;
        page.map(|page| self.unpacked(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.packed.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.packed.skip_next_page()
    }
}
